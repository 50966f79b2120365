using Shiprank.Core.Attribution;
using Shiprank.Core.Score;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Boards;

/// <summary>What other boards count of one engineer over the ranked weeks.</summary>
/// <param name="Tokens">All buckets of metered usage.</param>
/// <param name="Usd">Of it, at list price.</param>
/// <param name="Merged">Requests merged, of any kind.</param>
/// <param name="WithAgent">Of these, those with any mark of an agent.</param>
/// <param name="Lines">Lines added that count.</param>
/// <param name="AgentLines">Of these, what the marks say that agents wrote.</param>
/// <param name="Reviews">Approvals given.</param>
internal readonly record struct Tally(long Tokens, decimal Usd, int Merged, int WithAgent, double Lines, double AgentLines, int Reviews)
{
    public static IReadOnlyList<Tally> Of(PlayedTeam team, ScoreResult score)
    {
        var scene = team.Scene;
        var at = scene.People.Select((p, i) => (p.Index, i)).ToDictionary(x => x.Index, x => x.i);
        var all = new Tally[scene.People.Count];
        foreach (var session in scene.Sessions)
        {
            if (!session.Metered || !Calendar.IsRanked(session.StartedAt)) continue;
            ref var its = ref all[at[session.Engineer]];
            its = its with { Tokens = its.Tokens + session.Tokens, Usd = its.Usd + session.Usd };
        }

        var scored = score.Changes.ToDictionary(c => c.Sha, StringComparer.Ordinal);
        foreach (var plan in scene.Plans)
        {
            if (plan.MergedAt is not { } merged || !Calendar.IsRanked(merged)) continue;
            if (plan.Reviewer is { } reviewer) all[at[reviewer]] = all[at[reviewer]] with { Reviews = all[at[reviewer]].Reviews + 1 };
            if (!scored.TryGetValue(plan.Sha, out var change)) continue;
            ref var its = ref all[at[plan.Author]];
            var byAgent = change.Evidence is Evidence.Recorded or Evidence.AgentAuthored or Evidence.Session or Evidence.Trailer || change.Share.Mid > 0;
            its = its with
            {
                Merged = its.Merged + 1,
                WithAgent = its.WithAgent + (byAgent ? 1 : 0),
                Lines = its.Lines + plan.Lines.Count(l => l.Alnum >= score.Policy.MinAlnum),
                AgentLines = its.AgentLines + (double)(change.Eligible * change.Share.Mid),
            };
        }

        return all;
    }
}
