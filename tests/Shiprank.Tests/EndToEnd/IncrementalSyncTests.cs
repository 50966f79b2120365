using System.Globalization;
using Shiprank.Engine;

namespace Shiprank.Tests.EndToEnd;

/// <summary>Property 10 through git, the store and the command line: a repository synced push by push is told like one that is read at once.</summary>
public sealed class IncrementalSyncTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pushes_forced_pushes_renames_and_late_events_are_told_as_one_history()
    {
        using var site = new Site();
        Push(site, 0, 14);
        site.SyncWhole();
        Assert.Equal([10], Places(site));

        // A rename, a line that comes back, and a deployment that is told of three weeks late.
        site.Shop.Run("mv", "src/push_3.py", "src/moved.py");
        site.Shop.Commit("Move", Start.AddHours(14), "Ada Example <ada@example.com>");
        Push(site, 15, 25);
        site.Append("events.jsonl", Site.Deployment("late", site.Shas[6], Start.AddDays(-3)), Site.Deployment("now", site.Shas[^1], Start.AddDays(2)));
        Same(site, 20);

        var before = site.Shas.Count;
        site.Shop.Run("reset", "--quiet", "--hard", site.Shas[^7]);
        site.Shas.RemoveRange(before - 6, 6);
        Push(site, 40, 50);
        site.SyncWhole();
        Assert.Contains($"history of shop was rewritten after {site.Shas[before - 7][..7]}: 6 changes replaced", site.Run.Out, StringComparison.Ordinal);
        Same(site, 30);

        site.Shop.Run("checkout", "--quiet", "--orphan", "other");
        site.Shop.Run("branch", "--quiet", "-D", "main");
        site.Shop.Run("branch", "--quiet", "-m", "main");
        site.Shas.Clear();
        Push(site, 60, 63);
        site.Ask("sync --json");
        var rewritten = Assert.Single(site.Run.Document.GetProperty("git").GetProperty("rewritten").EnumerateArray());
        Assert.Equal(("shop", null), (rewritten.GetProperty("repository").GetString(), rewritten.GetProperty("after").GetString()));
        Assert.Empty(Places(site));
    }

    [Fact]
    public void A_harmed_checkpoint_is_made_again()
    {
        using var site = new Site();
        Push(site, 0, 14);
        site.SyncWhole();
        using (var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value)
        {
            var checkpoint = store.ReadCheckpoint("shop", store.Checkpoints("shop")[0])!;
            store.SaveCheckpoint("shop", checkpoint with { Lines = [], Deletions = [] });
        }

        Push(site, 14, 16);
        Same(site, 10);
    }

    /// <summary>Syncs the grown site, and an empty data folder at once; both tell the same.</summary>
    private static void Same(Site site, int newest)
    {
        site.SyncWhole();
        if (Directory.Exists(site.At("once"))) Directory.Delete(site.At("once"), recursive: true);
        site.SyncWhole("once");
        Assert.Equal(site.Told("once"), site.Told());
        Assert.Equal(newest, Places(site).Max());
        Assert.Equal(Places(site, "once"), Places(site));
    }

    private static IReadOnlyList<int> Places(Site site, string data = "data")
    {
        using var store = Workspace.OpenStore(site.At(data), TimeProvider.System).Value;
        return [.. store.Checkpoints("shop").Select(c => c.Changes).Order()];
    }

    /// <summary>Commits that each write a file, an hour apart.</summary>
    private static void Push(Site site, int from, int until)
    {
        for (var i = from; i < until; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"src/push_{i % 12}.py");
            site.Shas.Add(site.Commit(name, string.Create(CultureInfo.InvariantCulture, $"push {i}"), 5 + (i % 4), Start.AddHours(i), i % 3 == 0 ? "Bob Example <bob@example.com>" : "Ada Example <ada@example.com>"));
        }
    }
}
