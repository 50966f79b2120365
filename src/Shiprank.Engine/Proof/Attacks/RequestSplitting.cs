using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A4: the same work in more requests, merged together.</summary>
internal sealed class RequestSplitting : Attack
{
    private const int Least = 4;

    public override string Id => "A4";

    public override string Name => "Request splitting";

    public override string Does => "One of one's own changes is cut once more; the parts are merged minutes apart.";

    public override Bill Each => Minutes(3, Calibration.ReviewMinutes);

    public override int Most(TeamScene scene, int who) => Slicing.Room(Slicing.Of(scene, who), Least);

    public override TeamScene Apply(TeamScene scene, int who, int steps) =>
        Slicing.Cut(scene, Slicing.Of(scene, who), steps, Least, (plan, i) => plan.MergedAt!.Value.AddMinutes(i), n => Number(who, n));
}
