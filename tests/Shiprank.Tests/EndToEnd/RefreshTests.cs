using Shiprank.Engine;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Sync;

namespace Shiprank.Tests.EndToEnd;

/// <summary>What a server does for its repositories from time to time.</summary>
public sealed class RefreshTests : IDisposable
{
    private static readonly RefreshOrder Shop = new(Homes: false, ["shop"]);

    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_warning_that_stays_is_no_reason_to_read_a_repository_again()
    {
        site.Run.Write("other", "value = 1\n");
        site.Shop.Run("replace", site.Shop.Run("rev-parse", "HEAD:src/base.py"), site.Shop.Run("hash-object", "-w", site.At("other")));
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var workspace = Workspace.Load(site.At("shiprank.yaml")).Value!;
        var refresh = new Refresh(store, TimeProvider.System, "test");
        var first = refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken);
        Assert.Contains(first.Problems, p => p.Reason.Contains("replaced", StringComparison.Ordinal));
        Assert.True(first.Changes > 0);
        Assert.Equal((0, 0), (refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Changes, refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Problems.Count));
        site.Grow(2);
        Assert.Equal(first.Changes + 1, refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Changes);
    }

    [Fact]
    public void What_is_read_first_restates_nothing()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        List<Standing> published = [];
        var (refresh, workspace) = (new Refresh(store, TimeProvider.System, "test") { Publish = published.Add }, Workspace.Load(site.At("shiprank.yaml")).Value!);
        refresh.Run(workspace, null, new(Homes: false, []), TestContext.Current.CancellationToken);
        Assert.Empty(Assert.Single(published).Score.Changes);
        Assert.Null(store.LastRun());
        Assert.True(refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Changes > 0);
        Assert.NotEmpty(published[^1].Score.Changes);
        Assert.Empty(store.ReadRestatements(DateOnly.MinValue, new(9000, 1, 1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_repository_that_could_not_be_read_is_tried_again()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var (refresh, workspace) = (new Refresh(store, TimeProvider.System, "test"), Workspace.Load(site.At("shiprank.yaml")).Value!);
        var blob = site.Shop.Run("rev-parse", "HEAD:src/base.py");
        var (loose, aside) = (site.At($"repos/shop/.git/objects/{blob[..2]}/{blob[2..]}"), site.At("aside"));
        File.Move(loose, aside);
        Assert.Equal(["shop"], refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Unread);
        File.Move(aside, loose);
        var again = refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken);
        Assert.Empty(again.Unread);
        Assert.True(again.Changes > 0);
    }

    [Fact]
    public void A_home_is_read_again_only_when_its_files_are_others()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var workspace = Workspace.Load(site.At("shiprank.yaml")).Value!;
        var published = new List<Standing>();
        var refresh = new Refresh(store, TimeProvider.System, "test") { Publish = published.Add };
        var first = Run(new(Homes: true, ["shop"]));
        Assert.True(first.UsageAdded > 0);
        Assert.Equal(2, first.Ingest.Files);
        Assert.Single(published);

        // Nothing is another: nothing is read, scored, published or logged.
        Assert.Equal(0, Run(new(Homes: true, ["shop"])).Ingest.Files);
        Assert.Single(published);
        Assert.Single(store.ReadSyncRuns(10));

        File.AppendAllText(Directory.EnumerateFiles(site.At("homes/ada"), "*.jsonl", SearchOption.AllDirectories).Single(), "\n");
        Assert.Equal(1, Run(new(Homes: true, [])).Ingest.Files);
        Assert.Equal(2, published.Count);
        site.Grow(2);
        var grown = Run(new(Homes: true, []));
        Assert.Equal(2, grown.Ingest.Files);
        Assert.True(grown.UsageAdded > 0);
        Assert.Equal(3, published.Count);

        SyncReport Run(RefreshOrder order) => refresh.Run(workspace, null, order, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_run_that_was_asked_for_is_logged_by_its_id_though_nothing_was_new()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var workspace = Workspace.Load(site.At("shiprank.yaml")).Value!;
        var refresh = new Refresh(store, TimeProvider.System, "test");
        refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken);
        refresh.Run(workspace, null, Shop with { Id = 42 }, TestContext.Current.CancellationToken);
        var runs = store.ReadSyncRuns(10);
        Assert.Equal(2, runs.Count);
        Assert.Equal(42, SyncIds.Of(runs[0]));
        var view = SyncRunView.Of(runs[0]);
        Assert.Equal((42, "done", 0), (view.Id, view.State, view.Counts["patches.added"]));
        Assert.DoesNotContain(SyncIds.Count, view.Counts.Keys);
    }

    [Fact]
    public void Another_organisation_file_reads_everything_anew()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var refresh = new Refresh(store, TimeProvider.System, "test");
        var all = new RefreshOrder(Homes: true, ["shop"]);
        var first = refresh.Run(Workspace.Load(site.At("shiprank.yaml")).Value!, null, all, TestContext.Current.CancellationToken);
        var other = refresh.Run(Workspace.Load(site.At("shiprank.yaml")).Value!, null, all, TestContext.Current.CancellationToken);
        Assert.Equal((first.Changes, first.Ingest.Files), (other.Changes, other.Ingest.Files));
    }

    [Fact]
    public void Scoring_that_was_broken_off_is_done_the_next_time()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var workspace = Workspace.Load(site.At("shiprank.yaml")).Value!;
        var (published, fails) = (0, true);
        var refresh = new Refresh(store, TimeProvider.System, "test")
        {
            Publish = _ => published = fails ? throw new OperationCanceledException() : published + 1,
        };
        var all = new RefreshOrder(Homes: true, ["shop"]);
        Assert.Throws<OperationCanceledException>(() => refresh.Run(workspace, null, all, TestContext.Current.CancellationToken));
        fails = false;
        refresh.Run(workspace, null, new(Homes: false, []), TestContext.Current.CancellationToken);
        Assert.Equal(1, published);
    }
}
