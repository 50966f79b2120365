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
            $0.01 in 7 days
            tool         responses  tokens   cost
            ─────────────────────────────────────
            claude-code          2    2.2k  $0.01
            Prices of 2026-09-23, by the time of use.

            shop, branch main: 2 of 3 changes live, 1 reverted in 7 days
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

    [Fact]
    public void Outside_any_repository_only_the_usage_is_shown()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Ok, cli.Run());
        Assert.Equal("No AI usage in 7 days\nNo agent has left logs here.\nPrices of 2026-09-23, by the time of use.\n", cli.Out.ReplaceLineEndings("\n"));
        cli.Run("--json");
        Assert.Equal(JsonValueKind.Null, cli.Document.GetProperty("repository").ValueKind);
    }

    [Fact]
    public void The_document_holds_every_change_read_with_its_fate_and_spend()
    {
        using var cli = Shop(out var git);
        var sha = Change(git, "Sell apples", 1, Lines("apple", 12), "apples.txt");
        Log(cli, git.Folder, "apples.txt", Today.AddDays(-1).AddMinutes(-5));
        Assert.Equal(ExitCode.Ok, cli.Run("--json"));
        Assert.Equal("$0.01 in 7 days; 1 of 1 change live", cli.Document.GetProperty("summary").GetString());
        var repository = cli.Document.GetProperty("repository");
        Assert.Equal(["name", "branch", "checkedOut", "mode", "lastRelease", "cut", "changes", "problems"], repository.EnumerateObject().Select(p => p.Name));
        var change = repository.GetProperty("changes").EnumerateArray().Single();
        Assert.Equal(sha, change.GetProperty("sha").GetString());
        Assert.Equal("Sell apples", change.GetProperty("subject").GetString());
        Assert.Equal("live", change.GetProperty("fate").GetString());
        Assert.True(change.GetProperty("provisional").GetBoolean());
        Assert.Equal("0.009", change.GetProperty("spend").GetProperty("costUsd").GetString());
        Assert.Equal(1, change.GetProperty("spend").GetProperty("sessions").GetInt32());
    }

    [Fact]
    public void A_session_of_another_folder_or_another_person_is_not_the_changes_spend()
    {
        using var cli = Shop(out var git);
        git.Run("config", "user.email", "bob@example.com");
        Change(git, "Sell apples", 1, Lines("apple", 12), "apples.txt");
        Log(cli, git.Folder, "apples.txt", Today.AddDays(-1).AddMinutes(-5));
        cli.Run("--json");
        Assert.Equal(JsonValueKind.Null, Changes(cli)[0].GetProperty("spend").ValueKind);
        git.Run("config", "user.email", "ada@example.com");
        Log(cli, git.Folder + "-copy", "apples.txt", Today.AddDays(-1).AddMinutes(-5));
        cli.Run("--json");
        Assert.Equal(JsonValueKind.Null, Changes(cli)[0].GetProperty("spend").ValueKind);
    }

    [Fact]
    public void The_users_own_configuration_tells_who_they_are_when_the_clone_does_not()
    {
        using var cli = Shop(out var git);
        git.Run("config", "--unset", "user.email");
        cli.Write("home/.gitconfig", "[user]\n\temail = ada@example.com\n");
        Change(git, "Sell apples", 1, Lines("apple", 12), "apples.txt");
        Log(cli, git.Folder, "apples.txt", Today.AddDays(-1).AddMinutes(-5));
        cli.Run("--json");
        Assert.Equal("0.009", Changes(cli)[0].GetProperty("spend").GetProperty("costUsd").GetString());
    }

    [Fact]
    public void Release_tags_tell_what_is_deployed()
    {
        using var cli = Shop(out var git, columns: 80);
        for (var release = 1; release <= 3; release++)
        {
            Change(git, $"Sell kind {release}", 40 - release, Lines($"kind{release}", 12), $"kind{release}.txt");
            git.Run("tag", $"v1.{release}");
        }

        Change(git, "Sell pears", 2, Lines("pear", 12), "pears.txt");
        Assert.Equal(ExitCode.Ok, cli.Run());
        Assert.Contains("shop, branch main: 0 of 1 change live, 1 not deployed in 7 days", cli.Out, StringComparison.Ordinal);
        Assert.Contains("Live: in a release tag (the last: v1.3)", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_history_is_read_from_its_end_and_older_releases_still_say_what_delivers()
    {
        using var cli = Shop(out var git);
        for (var day = 0; day < 30; day++)
        {
            Change(git, $"Day {day}", 200 - day, Lines($"day{day}", 3));
            if (day is 2 or 4 or 6) git.Run("tag", $"v0.{day}");
        }

        Change(git, "Tagged", 20, Lines("tagged", 12), "tagged.txt");
        git.Run(["tag", "-a", "-m", "x", "v1.0"], Today.AddDays(-10), "Ada Example <ada@example.com>");
        Change(git, "Untagged", 2, Lines("untagged", 12), "untagged.txt");
        Assert.Equal(ExitCode.Ok, cli.Run("--json"));
        var repository = cli.Document.GetProperty("repository");
        Assert.True(repository.GetProperty("cut").GetBoolean());
        Assert.Equal("tags", repository.GetProperty("mode").GetString());
        Assert.Equal("v1.0", repository.GetProperty("lastRelease").GetString());
        Assert.Equal(20, Changes(cli).Count);
        Assert.Equal(["merged", "live"], Changes(cli).Take(2).Select(c => c.GetProperty("fate").GetString()));
        // Each replaced all lines of the one before it, and the last of them still stands.
        Assert.Equal(["live", "dead", "dead"], Changes(cli).Skip(2).Take(3).Select(c => c.GetProperty("fate").GetString()));
        cli.Run();
        Assert.Contains("Read: the last 20 changes, since 2026-", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_older_than_what_is_read_harm_nobody()
    {
        using var cli = Shop(out var git);
        Change(git, "Old", 300, Lines("old", 40), "old.txt");
        for (var i = 0; i < 22; i++) Change(git, $"Fill {i}", 250 - i, Lines($"fill{i}", 2), $"fill{i}.txt");
        Change(git, "Replace the old", 3, Lines("new", 10), "old.txt");
        Change(git, "Move it", 2, "moved below\n" + Lines("new", 10), "old.txt");
        Assert.Equal(ExitCode.Ok, cli.Run("--json"));
        Assert.Equal([(1, 1), (10, 10)], Changes(cli).Take(2).Select(c => (c.GetProperty("alive").GetInt32(), c.GetProperty("eligible").GetInt32())));
    }

    [Fact]
    public void As_of_bounds_the_changes()
    {
        using var cli = Shop(out var git);
        Change(git, "Sell bread", 9, Lines("bread", 12), "bread.txt");
        Change(git, "Sell apples", 1, Lines("apple", 12), "apples.txt");
        cli.Run("--json", "--as-of", "2026-09-25");
        Assert.Equal("Sell bread", Changes(cli).Single().GetProperty("subject").GetString());
        cli.Run("--as-of", "2026-09-01");
        Assert.Contains("shop, branch main: no change in 7 days", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_repository_has_no_commit_yet_and_misses_nothing()
    {
        using var cli = Shop(out _);
        Assert.Equal(ExitCode.Ok, cli.Run());
        Assert.EndsWith("\nshop: no commit yet\n", cli.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("", cli.Error);
    }

    [Fact]
    public void On_a_branch_or_a_detached_head_the_default_branch_is_shown_and_it_is_said()
    {
        using var cli = Shop(out var git);
        Change(git, "Sell bread", 3, Lines("bread", 12), "bread.txt");
        git.Run("checkout", "-q", "-b", "pears");
        Change(git, "Sell pears", 2, Lines("pear", 12), "pears.txt");
        Assert.Equal(ExitCode.Ok, cli.Run());
        Assert.DoesNotContain("Sell pears", cli.Out, StringComparison.Ordinal);
        Assert.Contains("shop, branch main", cli.Out, StringComparison.Ordinal);
        Assert.Contains("You are on pears.", cli.Out, StringComparison.Ordinal);
        git.Run("checkout", "-q", "--detach");
        cli.Run();
        Assert.Contains("You are on a detached HEAD.", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_below_the_root_a_linked_work_tree_and_a_bare_clone_are_the_repository()
    {
        using var cli = Shop(out var git);
        Change(git, "Sell bread", 3, Lines("bread", 12), "bread.txt");
        cli.WorkingDirectory = Directory.CreateDirectory(Path.Combine(git.Folder, "src", "deep")).FullName;
        cli.Run("--json");
        Assert.Equal("Sell bread", Changes(cli).Single().GetProperty("subject").GetString());
        cli.WorkingDirectory = Path.Combine(cli.Folder, "linked");
        git.Run("worktree", "add", "-q", "-b", "other", cli.WorkingDirectory);
        Log(cli, git.Folder, "bread.txt", Today.AddDays(-3).AddMinutes(-5));
        cli.Run("--json");
        Assert.Equal("Sell bread", Changes(cli).Single().GetProperty("subject").GetString());
        Assert.NotEqual(JsonValueKind.Null, Changes(cli)[0].GetProperty("spend").ValueKind);
        cli.WorkingDirectory = Path.Combine(cli.Folder, "bare.git");
        git.Run("clone", "-q", "--bare", ".", cli.WorkingDirectory);
        Assert.Equal(ExitCode.Ok, cli.Run("--json"));
        Assert.Equal("Sell bread", Changes(cli).Single().GetProperty("subject").GetString());
    }

    [Fact]
    public void A_shallow_clone_is_shown_and_what_it_lacks_is_said()
    {
        using var cli = Shop(out var git);
        Change(git, "Sell bread", 3, Lines("bread", 12), "bread.txt");
        Change(git, "Sell pears", 2, Lines("pear", 12), "pears.txt");
        cli.WorkingDirectory = Path.Combine(cli.Folder, "shallow");
        git.Run("clone", "-q", "--depth", "1", "file://" + git.Folder, cli.WorkingDirectory);
        Assert.Equal(ExitCode.Partial, cli.Run());
        Assert.Contains("Sell pears", cli.Out, StringComparison.Ordinal);
        Assert.Contains("the clone is shallow", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clone_without_file_contents_shows_its_changes_and_judges_none()
    {
        using var cli = Shop(out var git);
        git.Run("config", "uploadpack.allowFilter", "true");
        Change(git, "Sell bread", 3, Lines("bread", 12), "bread.txt");
        Change(git, "Sell pears", 2, Lines("pear", 12), "pears.txt");
        cli.WorkingDirectory = Path.Combine(cli.Folder, "partial");
        git.Run("clone", "-q", "--filter=blob:none", "--no-checkout", "file://" + git.Folder, cli.WorkingDirectory);
        Assert.Equal(ExitCode.Partial, cli.Run());
        Assert.Contains("2 changes, not judged", cli.Out, StringComparison.Ordinal);
        Assert.Contains("unknown", cli.Out, StringComparison.Ordinal);
        Assert.Contains("lacks file contents", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_repository_leaves_the_usage_on_the_screen()
    {
        using var cli = Shop(out var git);
        Log(cli, "/w/other", "x.txt", Today.AddDays(-1));
        var sha = Change(git, "Sell bread", 3, Lines("bread", 12), "bread.txt");
        File.Delete(Path.Combine(git.Folder, ".git", "objects", sha[..2], sha[2..]));
        Assert.Equal(ExitCode.Partial, cli.Run());
        Assert.Contains("claude-code", cli.Out, StringComparison.Ordinal);
        Assert.Contains("its changes can't be read", cli.Out, StringComparison.Ordinal);
        Assert.Contains("git fsck", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_merge_shows_its_branchs_authors_and_its_lines()
    {
        using var cli = Shop(out var git);
        Change(git, "Sell bread", 6, Lines("bread", 12), "bread.txt");
        git.Run("checkout", "-q", "-b", "pears");
        File.WriteAllText(Path.Combine(git.Folder, "pears.txt"), Lines("pear", 12));
        git.Commit("Sell pears", Today.AddDays(-5), "Bob Example <bob@example.com>");
        File.WriteAllText(Path.Combine(git.Folder, "plums.txt"), Lines("plum", 3));
        git.Commit("Sell plums", Today.AddDays(-4), "Cleo Example <cleo@example.com>");
        git.Run("checkout", "-q", "main");
        git.Run(["merge", "-q", "--no-ff", "-m", "Merge pears", "pears"], Today.AddDays(-3), "Ada Example <ada@example.com>");
        cli.Run("--json");
        Assert.Equal(["Bob Example", "Cleo Example"], Changes(cli)[0].GetProperty("authors").EnumerateArray().Select(a => a.GetString()!));
        Assert.Equal(15, Changes(cli)[0].GetProperty("alive").GetInt32());
        Assert.Equal(2, Changes(cli).Count);
    }

    private static List<JsonElement> Changes(CliRun cli) => [.. cli.Document.GetProperty("repository").GetProperty("changes").EnumerateArray()];

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
