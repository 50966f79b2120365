using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A7: three requests for one failure.</summary>
internal sealed class RevertLoop : Attack
{
    public override string Id => "A7";

    public override string Name => "Break, revert, fix";

    public override string Does => "One of one's own changes is reverted after half a day and landed again after another.";

    public override Bill Each => Minutes(5, 2 * Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => Slicing.Lasting(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Slicing.Lasting(scene, who).Take(steps).SelectMany((plan, i) =>
    {
        var (takeOut, back) = (plan.MergedAt!.Value.AddHours(12), plan.MergedAt.Value.AddHours(24));
        var revert = scene.Requests.Revert(Number(who, 2 * i), who, takeOut, plan) with { MergedAt = takeOut.AddMinutes(5) };
        var again = scene.Requests.Make(Number(who, (2 * i) + 1), who, back, back, WorkKind.Restore) with { Of = revert.Number, PartOf = plan.Mark };
        return new[] { Stamped(scene, revert, i), Stamped(scene, again, i) };
    }));
}
