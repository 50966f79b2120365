using Shiprank.Core.Score;
using Shiprank.Engine;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Settings;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Settings;

[Collection(SyncedDemo.Name)]
public sealed class PolicyPreviewTests(SyncedDemo demo)
{
    [Fact]
    public void Other_parameters_show_another_board_and_store_nothing()
    {
        var now = demo.Standing;
        using var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        var workspace = Workspace.Load(demo.Folder.Facts.OrganisationFile).Value!;
        var kept = Kept();
        var policy = Policy.One with { Name = "ours", Kappa = 200, SurvivalDays = 14, WindowWeeks = 6 };

        var preview = PolicyPreview.Of(store, now, policy);

        Assert.Equal(["survival_days", "kappa", "window_weeks"], preview.Changes.Select(c => c.Parameter.Name));
        var full = Standing.Of(Facts.Try(store, workspace with { Policy = policy }, now.AsOf));
        var window = ScoreWindow.Weeks(6, now.AsOf);
        Assert.Equal(window, preview.WindowAfter);
        Assert.Equal(full.Score.Cells.Where(c => window.Has(c.Day)).Sum(c => c.Nd), preview.After.Nd);
        Assert.Equal(now.Score.Cells.Where(c => preview.WindowBefore.Has(c.Day)).Sum(c => c.Nd), preview.Before.Nd);
        Assert.True(preview.After.Nd < preview.Before.Nd);
        Assert.Equal(workspace.Organisation.Teams.Count, preview.Teams.Count);
        Assert.Equal(kept, Kept());

        List<string> Kept() => [.. workspace.Organisation.Repositories.SelectMany(r => store.Checkpoints(r.Name).Select(c => $"{r.Name} {c}")).Order(StringComparer.Ordinal), .. store.ReadSyncRuns(9).Select(r => $"{r.FinishedAt:O}")];
    }

    [Fact]
    public void The_same_parameters_move_nobody()
    {
        var now = demo.Standing;
        using var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        var preview = PolicyPreview.Of(store, now, Policy.One with { Name = "ours" });
        Assert.Empty(preview.Changes);
        Assert.Equal(preview.Before, preview.After);
        Assert.Equal(0, preview.Moves);
        Assert.All(preview.Teams, t => Assert.Equal((t.Before.Band, t.Before.NdPerWeek), (t.After.Band, t.After.NdPerWeek)));
    }

    [Fact]
    public void A_preview_that_nobody_waits_for_ends()
    {
        var now = demo.Standing;
        using var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        Assert.ThrowsAny<OperationCanceledException>(() => PolicyPreview.Of(store, now, Policy.One with { Name = "ours", Kappa = 50 }, new(canceled: true)));
    }
}
