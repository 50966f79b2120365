using System.Globalization;
using System.Text;
using Shiprank.Core.Signals;

namespace Shiprank.Tests.Signals;

/// <summary>docs/reference/signals.md says of every rule what the catalogue does: <c>SHIPRANK_WRITE_SIGNALS</c> names the file to write it to.</summary>
public sealed class SignalsDocumentTests
{
    [Fact]
    public void The_document_says_what_the_rules_do()
    {
        var text = Document();
        if (Environment.GetEnvironmentVariable("SHIPRANK_WRITE_SIGNALS") is { Length: > 0 } to) File.WriteAllText(to, text);
        Assert.Equal(text, File.ReadAllText(Path.Combine(SourceTree.Root, "docs/reference/signals.md")).ReplaceLineEndings("\n"));
    }

    private static string Document()
    {
        var all = SignalCatalogue.All.Select(d => d.Rule).ToList();
        var text = new StringBuilder("# Signals\n\n");
        text.Append("A signal is a question, never a verdict: no rule lowers a score. What is found goes when the evidence does. Each parameter can be set in the organisation file\n(`signals: rules:`). This page is written by a test from the rules themselves.\n\n");
        text.Append("Prompts and calls of tools are told apart by keyed hashes that are taken while logs are read; no text of them is kept anywhere, and nobody can test a guessed\none without the installation's key.\n\n");
        text.Append("| rule | asks | attacks |\n|---|---|---|\n");
        foreach (var rule in all) text.Append(CultureInfo.InvariantCulture, $"| [`{rule.Id}`](#{rule.Id}) | {rule.Question} | {string.Join(", ", rule.Attacks)} |\n");
        foreach (var rule in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {rule.Id}\n\n**{rule.Name}.** {rule.Question}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"- **When it asks**: {rule.Parameters.Aggregate(rule.Test, (test, p) => test.Replace($"{{{p.Name}}}", $"`{p.Name}`", StringComparison.Ordinal))}\n");
            text.Append(CultureInfo.InvariantCulture, $"- **Evidence**: {rule.Evidence}\n- **What clears it**: {rule.Clears}\n- **Attacks**: {string.Join(", ", rule.Attacks)}\n- **Source**: {rule.Source}\n");
            if (rule.LeavesActivityBoard) text.Append("- Usage that it questions is left out of the board of activity while the question is open.\n");
            if (rule.Advisory) text.Append("- It tells, and opens no question of its own.\n");
            if (rule.Parameters.Count == 0) continue;
            text.Append("\n| parameter | default | unit | meaning |\n|---|---|---|---|\n");
            foreach (var p in rule.Parameters) text.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.Default:0.############} | {p.Unit} | {p.Meaning} |\n");
        }

        return text.ToString();
    }
}
