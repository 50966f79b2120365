using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A6: old code written anew to the same effect.</summary>
internal sealed class Respelling : Attack
{
    private const int Lines = 40;

    public override string Id => "A6";

    public override string Variant => "rewrite";

    public override string Name => "Rewriting old code to the same effect";

    public override string Does => "A rename in an editor changes forty old lines, and is shipped.";

    public override Bill Each => Minutes(2, Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Calendar.Spread(steps).Select((day, i) =>
    {
        var at = Calendar.At(day, 11);
        return Stamped(scene, scene.Requests.Make(Number(who, i), who, at, at, WorkKind.Respell) with { Take = Lines, Lines = scene.Requests.Lines(Number(who, i), Lines) }, i);
    }));
}
