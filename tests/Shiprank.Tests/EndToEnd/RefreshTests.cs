using Shiprank.Engine;
using Shiprank.Engine.Sync;
using Shiprank.Sources.Prices;

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
        var refresh = new Refresh(store, PriceBook.Embedded, TimeProvider.System, "test");
        var first = refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken);
        Assert.Contains(first.Problems, p => p.Reason.Contains("replaced", StringComparison.Ordinal));
        Assert.True(first.Changes > 0);
        Assert.Equal((0, 0), (refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Changes, refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Problems.Count));
        site.Grow(2);
        Assert.Equal(first.Changes + 1, refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Changes);
    }

    [Fact]
    public void A_repository_that_could_not_be_read_is_tried_again()
    {
        using var store = Workspace.OpenStore(site.At("data"), TimeProvider.System).Value;
        var (refresh, workspace) = (new Refresh(store, PriceBook.Embedded, TimeProvider.System, "test"), Workspace.Load(site.At("shiprank.yaml")).Value!);
        var blob = site.Shop.Run("rev-parse", "HEAD:src/base.py");
        var (loose, aside) = (site.At($"repos/shop/.git/objects/{blob[..2]}/{blob[2..]}"), site.At("aside"));
        File.Move(loose, aside);
        Assert.Equal(["shop"], refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken).Unread);
        File.Move(aside, loose);
        var again = refresh.Run(workspace, null, Shop, TestContext.Current.CancellationToken);
        Assert.Empty(again.Unread);
        Assert.True(again.Changes > 0);
    }
}
