using Shiprank.Core.Score;

namespace Shiprank.Engine.Proof.Boards;

/// <summary>A way to rank people: one number each, the higher the better.</summary>
/// <param name="Id">As documents spell it.</param>
/// <param name="IsOurs">One of the product's own boards.</param>
/// <param name="Scores">By engineer; equal numbers share their place.</param>
internal sealed record BoardRule(string Id, string Name, string How, bool IsOurs, Func<IReadOnlyList<ScoredTeam>, double[]> Scores)
{
    /// <summary>Ours under each policy, then the others.</summary>
    public static IReadOnlyList<BoardRule> All(IReadOnlyList<Policy> policies) =>
    [
        .. policies.SelectMany((policy, i) => OwnBoards.Of(policy, i)),
        .. OtherBoards.All,
    ];
}
