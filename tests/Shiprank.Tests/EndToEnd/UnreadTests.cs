using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>Figures that lack a repository, or what is new in it, say so; a history is taken whole or not at all.</summary>
public sealed class UnreadTests : IDisposable
{
    private readonly MovingClock clock = new();
    private readonly Site site;

    public UnreadTests()
    {
        site = new(new CliRun { Clock = clock });
        site.Grow(2);
    }

    private static string[] Reports => [$"score --window 52w --as-of {Site.Until}", $"board --window 52w --as-of {Site.Until}"];

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_repository_that_was_never_read_is_missing_aloud()
    {
        new TestGit(site.At("repos/empty")).Init();
        site.Configure("  - { name: empty, path: ./repos/empty }\n");
        Assert.Equal(ExitCode.Partial, site.Sync());
        foreach (var report in Reports)
        {
            Assert.Equal(ExitCode.Partial, site.Ask(report));
            Assert.Contains("empty: its history was never read whole", site.Run.Error, StringComparison.Ordinal);
            Assert.Equal(ExitCode.Partial, site.Ask(report + " --json"));
            Assert.Equal("empty", Assert.Single(Problems()).GetProperty("where").GetString());
        }

        new TestGit(site.At("repos/empty")).Commit("no longer");
        clock.Advance();
        site.SyncWhole();
        foreach (var report in Reports) Whole(report);
    }

    [Fact]
    public void What_could_not_be_read_since_is_missing_aloud()
    {
        site.SyncWhole();
        foreach (var report in Reports) Whole(report);
        clock.Advance();
        site.Grow(3);
        var blob = site.Shop.Run("rev-parse", "HEAD:src/part_3.py");
        var file = site.At($"repos/shop/.git/objects/{blob[..2]}/{blob[2..]}");
        File.Move(file, file + ".away");
        Assert.Equal(ExitCode.Partial, site.Sync());
        clock.Advance();
        foreach (var report in Reports)
        {
            Assert.Equal(ExitCode.Partial, site.Ask(report + " --json"));
            Assert.Contains("could not be read since 2026-09-30 12:00", Assert.Single(Problems(), p => p.GetProperty("where").GetString() == "shop").GetProperty("reason").GetString()!, StringComparison.Ordinal);
        }

        File.Move(file + ".away", file);
        site.SyncWhole();
        foreach (var report in Reports) Whole(report);
    }

    [Theory]
    [InlineData("--filter=blob:none")]
    [InlineData("--filter=blob:limit=1k")]
    [InlineData("--filter=tree:0")]
    [InlineData("--filter=sparse:oid=HEAD:cone")]
    public void A_clone_that_lacks_a_part_gives_nothing_rather_than_a_part(string filter)
    {
        // The newest contents are there, the older ones are not: the clone looks whole.
        site.Run.Write("repos/shop/cone", "/src/part_1.py\n");
        site.Run.Write("repos/shop/src/large.py", string.Concat(Enumerable.Range(0, 500).Select(i => $"value_{i} = something({i})\n")));
        site.Shop.Commit("large", new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));
        site.Run.Write("repos/shop/src/large.py", "value = nothing\n");
        site.Shop.Commit("small again", new(2026, 7, 2, 0, 0, 0, TimeSpan.Zero));
        Directory.Move(site.At("repos/shop"), site.At("repos/origin"));
        var origin = new TestGit(site.At("repos/origin"));
        origin.Run("config", "uploadpack.allowFilter", "true");
        origin.Run("config", "uploadpack.allowAnySHA1InWant", "true");
        origin.Run("-c", "protocol.file.allow=always", "clone", "--quiet", filter, "file://" + site.At("repos/origin"), site.At("repos/shop"));

        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains("--refetch", site.Run.Error, StringComparison.Ordinal);
        foreach (var report in Reports)
        {
            Assert.Equal(ExitCode.Partial, site.Ask(report + " --json"));
            Assert.Contains(Problems(), p => p.GetProperty("where").GetString() == "shop");
        }

        site.Ask(Reports[0] + " --json");
        Assert.Empty(site.Run.Document.GetProperty("changes").EnumerateArray());
        using var bare = new CliRun { WorkingDirectory = site.At("repos/shop") };
        Assert.Equal(ExitCode.Partial, bare.Run("--json"));
        var repository = bare.Document.GetProperty("repository");
        Assert.NotEmpty(repository.GetProperty("problems").EnumerateArray());
        Assert.All(repository.GetProperty("changes").EnumerateArray(), c => Assert.Equal(JsonValueKind.Null, c.GetProperty("fate").ValueKind));
    }

    [Fact]
    public void A_clone_that_is_deepened_and_lacks_a_part_keeps_what_was_stored()
    {
        Directory.Move(site.At("repos/shop"), site.At("repos/origin"));
        new TestGit(site.At("repos/origin")).Run("-c", "protocol.file.allow=always", "clone", "--quiet", "--depth", "2", "file://" + site.At("repos/origin"), site.At("repos/shop"));
        Assert.Equal(ExitCode.Partial, site.Sync());
        var before = site.Told();
        Assert.Contains("\"sha\"", before[0], StringComparison.Ordinal);

        site.Shop.Run("-c", "protocol.file.allow=always", "fetch", "--quiet", "--unshallow");
        var blob = site.Shop.Run("rev-parse", $"{site.Shas[0]}:src/base.py");
        foreach (var pack in Directory.GetFiles(site.At("repos/shop/.git/objects/pack"), "*.pack"))
        {
            File.Move(pack, site.At(Path.GetFileName(pack)));
            File.SetAttributes(site.At(Path.GetFileName(pack)), FileAttributes.Normal);
            Unpack(site.At(Path.GetFileName(pack)));
        }

        foreach (var index in Directory.GetFiles(site.At("repos/shop/.git/objects/pack"))) File.Delete(index);
        var file = site.At($"repos/shop/.git/objects/{blob[..2]}/{blob[2..]}");
        File.Move(file, file + ".away");
        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains(blob, site.Run.Error, StringComparison.Ordinal);
        Assert.Equal(before, site.Told());

        File.Move(file + ".away", file);
        site.SyncWhole();
        site.SyncWhole("once");
        Assert.Equal(site.Told("once"), site.Told());
        Assert.NotEqual(before[0], site.Told()[0]);
    }

    [Fact]
    public void What_a_first_reading_that_failed_has_seen_replaced_counts_for_nothing()
    {
        var (early, late) = (site.Shop.Run("rev-parse", "HEAD:src/part_1.py"), site.Shop.Run("rev-parse", "HEAD:src/part_2.py"));
        site.Run.Write("other", "nothing = 1\n");
        site.Shop.Run("replace", early, site.Shop.Run("hash-object", "-w", site.At("other")));
        var file = site.At($"repos/shop/.git/objects/{late[..2]}/{late[2..]}");
        File.Move(file, file + ".away");
        Assert.Equal(ExitCode.Partial, site.Sync());
        File.Move(file + ".away", file);
        site.Shop.Run("replace", "-d", early);
        site.SyncWhole();
        site.SyncWhole("once");
        Assert.Equal(site.Told("once"), site.Told());
    }

    [Fact]
    public void What_a_clone_replaces_counts_while_it_does()
    {
        site.SyncWhole();
        var before = site.Told();
        var old = site.Shop.Run("rev-parse", "HEAD:src/part_2.py");
        site.Run.Write("other", "nothing = 1\n");
        var other = site.Shop.Run("hash-object", "-w", site.At("other"));
        site.Shop.Run("replace", old, other);
        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains("1 objects are replaced", site.Run.Error, StringComparison.Ordinal);
        var replaced = site.Told();
        Assert.NotEqual(before[0], replaced[0]);
        site.Shop.Run("replace", "-d", old);
        site.SyncWhole();
        Assert.Equal(before, site.Told());

        site.Run.Write("repos/shop/.git/info/grafts", $"{site.Shas[2]} {site.Shas[0]}\n");
        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains("info/grafts", site.Run.Error, StringComparison.Ordinal);
        Assert.NotEqual(before[0], site.Told()[0]);
        File.Delete(site.At("repos/shop/.git/info/grafts"));
        site.SyncWhole();
        Assert.Equal(before, site.Told());
    }

    private void Whole(string report)
    {
        var code = site.Ask(report + " --json");
        Assert.True(code == ExitCode.Ok, site.Run.Error);
        Assert.Empty(Problems());
    }

    private JsonElement.ArrayEnumerator Problems() => site.Run.Document.GetProperty("problems").EnumerateArray();

    private void Unpack(string pack)
    {
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", "git unpack-objects -q < \"$0\"", pack]) { WorkingDirectory = site.At("repos/shop") })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }

    private sealed class MovingClock : TimeProvider
    {
        private DateTimeOffset now = new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero);

        public void Advance() => now = now.AddHours(1);

        public override DateTimeOffset GetUtcNow() => now;
    }
}
