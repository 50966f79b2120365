using System.Globalization;
using System.Text;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History;

/// <summary>git-ai notes (authorship/3.0.0): which lines of a commit came from which session, and which a person typed.</summary>
internal sealed class Notebook(Chance chance)
{
    private readonly List<(int Mark, string Text)> notes = [];

    public IReadOnlyList<(int Mark, string Text)> Notes => notes;

    /// <summary>Writes the note of a commit that was just made with an agent's help: the files stand as in its tree.</summary>
    /// <returns>The functions that are the agent's.</returns>
    public IReadOnlySet<Block> Record(Made commit, string parent, Edit edit, Person author, Help help)
    {
        var byAgent = new HashSet<Block>(ReferenceEqualityComparer.Instance);
        var text = new StringBuilder();
        foreach (var file in edit.Added.GroupBy(a => a.File).OrderBy(g => g.Key.Path, StringComparer.Ordinal))
        {
            var turn = $"t_{chance.Hex(14)}";
            byAgent.UnionWith(file.Select(a => (a.Block, Ai: chance.Percent(85))).Where(a => a.Ai).Select(a => a.Block).ToList());
            Lines(text, file.Key, file.Select(a => (a.Block, byAgent.Contains(a.Block) ? help : null)), author, turn);
        }

        Close(text, commit, parent, author, [help]);
        return byAgent;
    }

    /// <summary>Writes the note of a commit that several sessions had a part in.</summary>
    /// <param name="lines">Each function with who wrote it; null: the author.</param>
    public void Record(Made commit, string parent, IReadOnlyList<(SourceFile File, Block Block, Help? By)> lines, Person author, string turn)
    {
        var text = new StringBuilder();
        foreach (var file in lines.GroupBy(l => l.File).OrderBy(g => g.Key.Path, StringComparer.Ordinal)) Lines(text, file.Key, file.Select(l => (l.Block, l.By)), author, turn);
        Close(text, commit, parent, author, [.. lines.Select(l => l.By).OfType<Help>().Distinct()]);
    }

    private static void Lines(StringBuilder text, SourceFile file, IEnumerable<(Block Block, Help? By)> blocks, Person author, string turn)
    {
        text.Append(file.Path).Append('\n');
        foreach (var side in blocks.Select(b => (Range: file.Range(b.Block), b.By)).OrderBy(r => r.Range.First).GroupBy(r => r.By))
        {
            text.Append("  ").Append(side.Key is { } help ? $"{Agents.NoteKey(help.Tool, help.Session)}::{turn}" : Human(author)).Append(' ');
            text.AppendJoin(',', side.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Range.First}-{r.Range.Last}"))).Append('\n');
        }
    }

    private static string Human(Person author) => Agents.HumanKey($"{author.Name} <{author.Email}>");

    private void Close(StringBuilder text, Made commit, string parent, Person author, IReadOnlyList<Help> helps)
    {
        var human = Human(author);
        text.Append("---\n{\"schema_version\":\"authorship/3.0.0\",\"git_ai_version\":\"1.6.2\",\"base_commit_sha\":\"").Append(parent)
            .Append("\",\"prompts\":{},\"humans\":{\"").Append(human).Append("\":{\"author\":\"").Append(author.Name).Append(" <").Append(author.Email).Append(">\"}},\"sessions\":{");
        text.AppendJoin(',', helps.Select(h =>
            $"\"{Agents.NoteKey(h.Tool, h.Session)}\":{{\"agent_id\":{{\"tool\":\"{Agents.NoteTool(h.Tool)}\",\"id\":\"{h.Session}\",\"model\":\"{h.Model}\"}},\"human_author\":\"{author.Name}\"}}"));
        text.Append("}}\n");
        notes.Add((commit.Mark, text.ToString()));
    }
}
