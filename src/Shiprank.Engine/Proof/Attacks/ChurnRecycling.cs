using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A6: one's own lines out, and in again.</summary>
internal sealed class ChurnRecycling : Attack
{
    public override string Id => "A6";

    public override string Name => "Churn recycling";

    public override string Does => "One of one's own changes is taken out after half a day and put back after another.";

    public override Bill Each => Minutes(4, 2 * Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => Slicing.Lasting(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Slicing.Lasting(scene, who).Take(steps).SelectMany((plan, i) =>
    {
        var (takeOut, back) = (plan.MergedAt!.Value.AddHours(12), plan.MergedAt.Value.AddHours(24));
        var clear = scene.Requests.Make(Number(who, 2 * i), who, takeOut, takeOut, WorkKind.Clear) with { Of = plan.Mark, Take = int.MaxValue };
        var restore = scene.Requests.Make(Number(who, (2 * i) + 1), who, back, back, WorkKind.Restore) with { Of = clear.Number, PartOf = plan.Mark };
        return new[] { Stamped(scene, clear, i), Stamped(scene, restore, i) };
    }));
}
