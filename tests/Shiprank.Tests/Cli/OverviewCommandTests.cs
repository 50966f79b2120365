using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Tests.Cli;

public sealed class OverviewCommandTests
{
    private static readonly DateTimeOffset Today = new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_screen_answers_what_was_spent_and_what_became_of_it()
    {
        using var cli = Shop(out var git, columns: 80);
        Change(git, "List products", 45, Lines("product", 12));
        Change(git, "Sell bread", 3, Lines("bread", 12), "bread.txt");
        Change(git, "Revert \"Sell bread\"", 2, "");
        Change(git, "Sell apples", 1, Lines("apple", 12), "apples.txt");
        Log(cli, git.Folder, "apples.txt", Today.AddDays(-1).AddMinutes(-5));

        Assert.Equal(ExitCode.Ok, cli.Run());
        Assert.Equal(
            $"""
            $0.01 in 7 days; 2 of 3 changes live, 1 reverted

            tool         responses  tokens   cost
            ─────────────────────────────────────
            claude-code          2    2.2k  $0.01
            Prices of 2026-09-23, by the time of use.

            shop, branch main
            change   day    author  subject              alive  AI       fate         spent
            ───────────────────────────────────────────────────────────────────────────────
            """.ReplaceLineEndings("\n"), cli.Out[..(cli.Out.LastIndexOf('─') + 1)]);
        Assert.Equal(
            [
                "09-29  Ada     Sell apples          12/12  session  live so far  $0.01",
                "09-28  Ada     Revert \"Sell bread\"      -  unknown  live so far",
                "09-27  Ada     Sell bread            0/12  unknown  reverted",
                "08-16  Ada     List products        12/12  unknown  live",
            ],
            cli.Out.Split('\n').Where(l => l.Contains("  Ada  ", StringComparison.Ordinal)).Select(l => l[9..]));
        Assert.EndsWith("Live: merged (no release tags: deployment unknown); so far: under 30 days.\nRead: all 4 changes.\n", cli.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static CliRun Shop(out TestGit git, int? columns = null)
    {
        var cli = new CliRun { Columns = columns };
        cli.Variables["NO_COLOR"] = "1";
        git = new TestGit(Path.Combine(cli.Folder, "shop")).Init();
        git.Run("config", "user.email", "ada@example.com");
        cli.WorkingDirectory = git.Folder;
        return cli;
    }

    private static string Change(TestGit git, string message, int daysAgo, string text, string path = "products.txt")
    {
        if (message.StartsWith("Revert", StringComparison.Ordinal)) git.Run("rm", "-q", "bread.txt");
        else File.WriteAllText(Path.Combine(git.Folder, path), text);
        return git.Commit(message, Today.AddDays(-daysAgo));
    }

    private static string Lines(string word, int count) => string.Concat(Enumerable.Range(1, count).Select(i => $"{word} number {i}\n"));

    /// <summary>A session that edits a file and answers twice.</summary>
    private static void Log(CliRun cli, string folder, string file, DateTimeOffset at)
    {
        string Line(string id, DateTimeOffset when, object[] content) => JsonSerializer.Serialize(new
        {
            type = "assistant",
            sessionId = "s-1",
            cwd = folder,
            gitBranch = "main",
            timestamp = when.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            requestId = "r-" + id,
            message = new { id, model = "claude-sonnet-4-5", content, usage = new { input_tokens = 1000, output_tokens = 100, cache_read_input_tokens = 0, cache_creation_input_tokens = 0 } },
        }) + "\n";
        object[] edit = [new { type = "tool_use", id = "t-1", name = "Write", input = new { file_path = Path.Combine(folder, file), content = "x" } }];
        cli.Write("home/.claude/projects/-shop/s-1.jsonl", Line("m1", at.AddMinutes(-5), edit) + Line("m2", at, []));
    }
}
