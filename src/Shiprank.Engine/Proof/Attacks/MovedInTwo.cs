using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A6, a soft spot of policy 1: a move cut in two.</summary>
internal sealed class MovedInTwo : Attack
{
    private const int Lines = 40;

    public override string Id => "A6";

    public override string Variant => "move-in-two";

    public override string Name => "A move in two requests";

    public override string Does => "Forty lines go out of a file in one request and into another file in the next one.";

    public override Bill Each => Minutes(4, 2 * Calibration.StampMinutes);

    public override int Most(TeamScene scene, int who) => Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Calendar.Spread(steps).SelectMany((day, i) =>
    {
        var (takeOut, putIn) = (Calendar.At(day, 11), Calendar.At(day.AddDays(1), 11));
        var clear = scene.Requests.Make(Number(who, 2 * i), who, takeOut, takeOut, WorkKind.Clear) with { Take = Lines };
        var put = scene.Requests.Make(Number(who, (2 * i) + 1), who, putIn, putIn, WorkKind.PutIn) with { Of = clear.Number };
        return new[] { Stamped(scene, clear, i), Stamped(scene, put, i) };
    }));
}
