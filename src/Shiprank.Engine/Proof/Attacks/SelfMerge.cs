using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A9: what review turned away is merged all the same.</summary>
internal sealed class SelfMerge : Attack
{
    public override string Id => "A9";

    public override string Name => "Merging what review turned away";

    public override string Does => "One of one's own requests that was not merged is approved by a friend, unread, and merged.";

    public override Bill Each => Minutes(1, Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => TurnedAway(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) =>
        scene.Replacing(TurnedAway(scene, who).Take(steps).Select((p, i) => Stamped(scene, p with { RejectedAt = null }, i)).ToDictionary(p => p.Number));

    private static List<Plan> TurnedAway(TeamScene scene, int who) =>
        [.. scene.Plans.Where(p => p.Author == who && p is { IsMerged: false, Kind: WorkKind.Write } && Calendar.IsRanked(p.OpenedAt)).OrderBy(p => p.Number)];
}
