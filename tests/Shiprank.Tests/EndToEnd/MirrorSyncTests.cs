using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>A repository that is named by its address only is mirrored, followed and scored like a clone.</summary>
public sealed class MirrorSyncTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void An_address_gives_the_same_score_as_a_clone()
    {
        site.SyncWhole("cloned");
        ByAddress();
        site.SyncWhole();
        Assert.Equal(site.Told("cloned"), site.Told());
        site.Grow(2);
        site.SyncWhole();
        Assert.Equal(ExitCode.Ok, site.Ask($"change {site.Shas[^1]}"));
    }

    [Fact]
    public void What_an_address_no_longer_gives_stays_in_force_and_is_said()
    {
        ByAddress();
        site.SyncWhole();
        var told = site.Told();
        Directory.Move(site.At("repos/shop"), site.At("repos/gone"));
        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains("shop: can't be fetched", site.Run.Error, StringComparison.Ordinal);
        Assert.Equal(told, site.Told());
    }

    [Fact]
    public void Offline_nothing_is_fetched()
    {
        ByAddress();
        Assert.Equal(ExitCode.Partial, site.Ask("sync --offline"));
        Assert.Contains("no mirror of it yet", site.Run.Error, StringComparison.Ordinal);
        site.SyncWhole();
        site.Grow(2);
        Assert.Equal(ExitCode.Ok, site.Ask("sync --offline --json"));
        Assert.Equal(2, site.Run.Document.GetProperty("git").GetProperty("changes").GetInt32());
        Assert.Equal(ExitCode.Usage, site.Ask("sync --offline --fetch"));
    }

    [Fact]
    public void A_clone_is_fetched_only_when_asked_for()
    {
        var origin = site.Shop;
        origin.Run("clone", "--quiet", origin.Folder, site.At("repos/copy"));
        new TestGit(site.At("repos/copy")).Run("config", "remote.origin.url", "file://" + origin.Folder);
        new TestGit(site.At("repos/copy")).Run("checkout", "--quiet", "--detach");
        new TestGit(site.At("repos/copy")).Run("branch", "--delete", "--force", "main");
        Write("path: ./repos/copy");
        site.Grow(2);
        Assert.Equal(2, Changes("sync"));
        Assert.Equal(3, Changes("sync --fetch"));
    }

    private int Changes(string command)
    {
        site.Ask($"{command} --json");
        return site.Run.Document.GetProperty("git").GetProperty("changes").GetInt32();
    }

    private void ByAddress() => Write($"url: \"file://{site.At("repos/shop")}\"");

    private void Write(string place)
    {
        site.Configure("");
        var yaml = File.ReadAllText(site.At("shiprank.yaml")).Replace("path: ./repos/shop", place, StringComparison.Ordinal);
        site.Run.Write("shiprank.yaml", yaml + "\nmirrors: { allow_file: true }\n");
    }
}
