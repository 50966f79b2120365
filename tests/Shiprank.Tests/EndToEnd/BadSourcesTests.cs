using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>A source that can't be read is said, the rest goes on, and what was stored before stays in force.</summary>
public sealed class BadSourcesTests : IDisposable
{
    private readonly Site site = new();
    private readonly IReadOnlyList<string> before;

    public BadSourcesTests()
    {
        site.Grow(2);
        site.SyncWhole();
        before = site.Told();
    }

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_repository_that_vanished_keeps_what_was_stored()
    {
        Directory.Move(site.At("repos/shop"), site.At("repos/away"));
        Partial("does not exist");
        Kept(subject: false);
        Directory.Move(site.At("repos/away"), site.At("repos/shop"));
        site.SyncWhole();
        Kept();
    }

    [Fact]
    public void Repositories_that_give_nothing_are_said_each_and_the_rest_goes_on()
    {
        new TestGit(site.At("repos/empty")).Init();
        Directory.CreateDirectory(site.At("repos/folder"));
        site.Run.Write("repos/file", "not a folder");
        new TestGit(site.At("repos/broken")).Init().Commit("one");
        File.WriteAllText(site.At("repos/broken/.git/HEAD"), "nonsense");
        new TestGit(site.At("repos/other")).Init().Commit("one");
        site.Configure("""
              - { name: empty, path: ./repos/empty }
              - { name: folder, path: ./repos/folder }
              - { name: file, path: ./repos/file }
              - { name: broken, path: ./repos/broken }
              - { name: missing, path: ./repos/missing }
              - { name: branch, path: ./repos/other, default_branch: trunk }
              - { name: away, url: "https://localhost:1/away.git" }
            """);
        Partial("repos/empty", "repos/folder", "repos/file", "repos/broken", "repos/missing", "no branch trunk", "away");
        // The figures lack these seven and say so; what they have is as before.
        Assert.Equal(before.Select(Figures), site.Told().Select(Figures));
        Assert.Equal(7, Unread(site.Told()[0]));
        site.Configure("");
        Kept();
    }

    [Theory]
    [InlineData("HEAD:src/part_3.py")]
    [InlineData("HEAD~1:src/part_2.py")]
    [InlineData("HEAD^{tree}")]
    [InlineData("HEAD")]
    [InlineData("HEAD~1")]
    public void A_damaged_repository_never_shortens_what_was_stored(string thing)
    {
        foreach (var damage in (Action<string>[])[File.Delete, path => File.WriteAllText(path, "damaged")])
        {
            using var other = new Site();
            other.Grow(2);
            other.SyncWhole();
            var told = other.Told();
            other.Grow(3);
            other.SyncWhole("whole");
            var whole = other.Told("whole");
            var id = other.Shop.Run("rev-parse", thing);
            var file = other.At($"repos/shop/.git/objects/{id[..2]}/{id[2..]}");
            File.SetAttributes(file, FileAttributes.Normal);
            damage(file);

            // What needs no damaged object is known whole; else nothing of the repository moves.
            var code = other.Ask("sync");
            Assert.True(code is ExitCode.Partial or ExitCode.Ok, other.Run.Error);
            if (code == ExitCode.Partial) Assert.Contains("repos/shop", other.Run.Error, StringComparison.Ordinal);
            var score = other.Ask($"score --json --window 52w --as-of {Site.Until}");
            Assert.Equal(ExitCode.Ok, score);
            var changes = other.Run.Document.GetProperty("changes").GetArrayLength();
            Assert.Equal(code == ExitCode.Partial ? 3 : 4, changes);
            Assert.NotEqual(told[0], whole[0]);
        }
    }

    [Fact]
    public void A_clone_without_file_contents_changes_nothing()
    {
        site.Grow(3);
        Replace("--filter=blob:none", "--no-checkout");
        site.Sync();
        Assert.Contains("--refetch", site.Run.Error, StringComparison.Ordinal);
        site.Ask($"score --json --window 52w --as-of {Site.Until}");
        Assert.Equal(3, site.Run.Document.GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public void A_shallow_clone_does_not_take_the_place_of_a_whole_history()
    {
        Replace("--depth", "1");
        Partial("shallow", "--unshallow");
        Kept();
    }

    [Fact]
    public void A_shallow_clone_that_is_deepened_counts_as_if_it_had_been_whole()
    {
        Replace("--depth", "2");
        Assert.Equal(ExitCode.Partial, site.Sync("shallow"));
        Assert.NotEqual(before[0], site.Told("shallow")[0]);
        site.Shop.Run("-c", "protocol.file.allow=always", "fetch", "--quiet", "--unshallow");
        site.SyncWhole("shallow");
        Assert.Equal(before, site.Told("shallow"));
    }

    [Fact]
    public void A_home_that_vanished_keeps_what_was_stored()
    {
        Directory.Delete(site.At("homes/bob"), recursive: true);
        Partial("homes/bob");
        Kept();
        Assert.Equal(ExitCode.Partial, site.Sync("fresh"));
        Assert.Contains("homes/bob", site.Run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_of_links_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateSymbolicLink(site.At("homes/ada/.claude/projects/-w-shop/loop"), site.At("homes/ada/.claude/projects"));
        File.CreateSymbolicLink(site.At("homes/ada/.claude/projects/-w-shop/self.jsonl"), site.At("homes/ada/.claude/projects/-w-shop/self.jsonl"));
        Assert.True(site.Sync() is ExitCode.Ok or ExitCode.Partial, site.Run.Error);
        Assert.DoesNotContain("bug", site.Run.Error, StringComparison.Ordinal);
        Kept();
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_said()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "permissions don't bind this user");
        site.Append("homes/ada/.claude/projects/-w-shop/closed.jsonl", "{}");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(site.At("homes/ada/.claude/projects/-w-shop/closed.jsonl"), UnixFileMode.None);
        Partial("closed.jsonl");
        Kept();
    }

    [Fact]
    public void A_torn_and_a_senseless_line_of_a_log_are_said_and_the_others_count()
    {
        var log = site.At("homes/ada/.claude/projects/-w-shop/s-ada.jsonl");
        var lines = File.ReadAllLines(log);
        File.WriteAllLines(log, [.. lines[..2], lines[0][..70], "\0\0\0", lines[1].Replace("\"output_tokens\":5", "\"output_tokens\":-5", StringComparison.Ordinal).Replace("-1-e", "-9-e", StringComparison.Ordinal), .. lines[2..]]);
        Partial("s-ada.jsonl:3", "s-ada.jsonl:4", "s-ada.jsonl:5");
        Kept();
        Assert.Equal(ExitCode.Partial, site.Sync("fresh"));
        Assert.Equal(before, site.Told("fresh"));
    }

    private void Partial(params string[] said)
    {
        Assert.Equal((ExitCode.Partial, ""), (site.Sync(), said.FirstOrDefault(s => !site.Run.Error.Contains(s, StringComparison.Ordinal)) is { } silent ? $"{silent} is not in: {site.Run.Error}" : ""));
        Assert.Equal(ExitCode.Partial, site.Ask("sync --json"));
        foreach (var where in said.Select(s => s.Split(':')[0])) Assert.Contains(where, site.Run.Out, StringComparison.Ordinal);
    }

    /// <param name="subject">False while the clone is away: a subject is read from it.</param>
    private void Kept(bool subject = true)
    {
        var count = subject ? before.Count : before.Count - 1;
        Assert.Equal(before.Take(count), site.Told().Take(count));
    }

    /// <summary>What is told, without exit code and problems.</summary>
    private static string Figures(string told) => told[told.IndexOf('{', StringComparison.Ordinal)..].Split("\"problems\"")[0];

    private static int Unread(string told) => told.Split("was never read whole").Length - 1;

    private void Replace(params string[] options)
    {
        Directory.Move(site.At("repos/shop"), site.At("repos/origin"));
        var origin = new TestGit(site.At("repos/origin"));
        origin.Run("config", "uploadpack.allowFilter", "true");
        origin.Run(["-c", "protocol.file.allow=always", "clone", "--quiet", .. options, "file://" + site.At("repos/origin"), site.At("repos/shop")]);
    }
}
