using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>How a change went out of production.</summary>
/// <param name="By">Sha of the reverting change, or id of the deployment that rolled it back.</param>
internal sealed record Undoing(DateTimeOffset At, string By, bool IsRevert);

/// <summary>Whether a change runs at a moment, however late after its horizon: reverts and rollbacks up to as-of are known of every change.</summary>
internal sealed class UndoneLog
{
    private readonly Dictionary<(string Repository, string Service, string Sha), List<(DateTimeOffset At, string Deployment, bool Out)>> moves = [];

    public UndoneLog(ScoreResult score)
    {
        foreach (var deployment in score.Deployments.OrderBy(d => d.At))
        {
            foreach (var sha in deployment.TakenOut) Add(deployment, sha, isOut: true);
            foreach (var sha in deployment.BroughtBack) Add(deployment, sha, isOut: false);
        }
    }

    /// <summary>What keeps the change out of production at a moment; null while it runs there.</summary>
    public Undoing? At(ScoredChange change, DateTimeOffset moment)
    {
        var reverted = change.RevertedBy.Where(r => r.At <= moment && !(r.RestoredAt <= moment)).OrderBy(r => r.At).ThenBy(r => r.Sha, StringComparer.Ordinal).FirstOrDefault();
        if (reverted is not null) return new(reverted.At, reverted.Sha, IsRevert: true);
        var last = moves.GetValueOrDefault((change.Repository, change.Service, change.Sha), []).LastOrDefault(m => m.At <= moment);
        return last.Out ? new(last.At, last.Deployment, IsRevert: false) : null;
    }

    private void Add(ScoredDeployment deployment, string sha, bool isOut)
    {
        var key = (deployment.Repository, deployment.Service, sha);
        if (!moves.TryGetValue(key, out var list)) moves[key] = list = [];
        list.Add((deployment.At, deployment.Id, isOut));
    }
}
