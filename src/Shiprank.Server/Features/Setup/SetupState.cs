using Shiprank.Engine.Scoring;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Features.Setup;

/// <summary>Which of the three steps are done: a step is done when its data have arrived.</summary>
/// <param name="Responses">Usage rows.</param>
/// <param name="Commits">Changes of all repositories.</param>
/// <param name="Deployments">Deployments of which something told; merges that stand for one are not among them.</param>
internal sealed record SetupState(bool HasFile, long Responses, IReadOnlyList<string> Tools, int Repositories, long Changes, long Deployments, DateTimeOffset? NewestMerge)
{
    public bool Usage => Responses > 0;

    public bool Git => Changes > 0;

    public bool Deployed => Deployments > 0;

    public int Done => (Usage ? 1 : 0) + (Git ? 1 : 0) + (Deployed ? 1 : 0);

    /// <param name="standing">Null: nothing was scored yet.</param>
    public static SetupState Of(LiveWorkspace workspace, Standing? standing)
    {
        if (standing is null) return new(!workspace.IsMissing, 0, [], 0, 0, 0, null);
        var spend = standing.Spend.Flow(new(new(1990, 1, 1), new(9999, 1, 1)), Engine.Spend.SpendFilter.None);
        var changes = standing.Score.Changes;
        return new(
            !workspace.IsMissing, spend.Total.Responses, [.. spend.ByTool.Select(t => t.Tool)], standing.Workspace.Organisation.Repositories.Count,
            changes.Select(c => (c.Repository, c.Sha)).Distinct().LongCount(), standing.Score.Deployments.LongCount(d => !d.OnMerge), changes.Count > 0 ? changes.Max(c => c.MergedAt) : null);
    }
}
