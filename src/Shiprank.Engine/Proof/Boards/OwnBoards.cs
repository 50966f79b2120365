using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;

namespace Shiprank.Engine.Proof.Boards;

/// <summary>The product's boards of people, by ND and by ND-AI: the shrunken rate that its bands are made of.</summary>
internal static class OwnBoards
{
    public static IEnumerable<BoardRule> Of(Policy policy, int index)
    {
        yield return new($"nd/{policy.Name}", $"ND, {policy.Name}", "normalised deployments a week, shrunk to the board's mean", true, teams => Rates(teams, policy, index, RankBy.Nd));
        yield return new($"nd-ai/{policy.Name}", $"ND-AI, {policy.Name}", "the part of ND that agents helped with, middle of its interval, shrunk", true, teams => Rates(teams, policy, index, RankBy.NdAi));
    }

    /// <summary>Bands are coarser than these rates: who gains here may still share the band. Who isn't ranked comes last.</summary>
    private static double[] Rates(IReadOnlyList<ScoredTeam> teams, Policy policy, int index, RankBy by)
    {
        var rows = OutcomeBoard.Of(teams.SelectMany(t => t.Series[index]), policy, by).ToDictionary(r => r.Group.Id, StringComparer.Ordinal);
        return [.. teams.SelectMany(t => t.Series[index]).Select(s => rows[s.Id].Ranked?.Value ?? double.NegativeInfinity)];
    }
}
