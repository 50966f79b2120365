using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A8: roll-outs of what runs already.</summary>
internal sealed class Redeployments : Attack
{
    public override string Id => "A8";

    public override string Name => "Empty deployments";

    public override string Does => "What runs in production is rolled out once more.";

    public override Bill Each => new(Calibration.RollOut, 0.5, 0);

    public override int Most(TeamScene scene, int who) => 10 * Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) =>
        scene with { Redeployments = [.. scene.Redeployments, .. Calendar.Spread(steps).Select((day, i) => Calendar.At(day, 12).AddMinutes(11 * (i / Calendar.RankedWorkDays.Count)))] };
}
