using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A6, a soft spot of policy 1: the same code once more, elsewhere.</summary>
internal sealed class CopiedBlocks : Attack
{
    private const int Lines = 40;

    public override string Id => "A6";

    public override string Variant => "copied-blocks";

    public override string Name => "Copied blocks";

    public override string Does => "Forty lines of another file are pasted into a new one and shipped.";

    public override Bill Each => Minutes(3, Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Calendar.Spread(steps).Select((day, i) =>
    {
        var at = Calendar.At(day, 11);
        return Stamped(scene, scene.Requests.Make(Number(who, i), who, at, at, WorkKind.Copy) with { Take = Lines }, i);
    }));
}
