using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A5: spelling, versions, formats.</summary>
internal sealed class Trivia : Attack
{
    private const int MostADay = 5;

    public override string Id => "A5";

    public override string Name => "Trivia farming";

    public override string Does => "A request that changes one line for the sake of a request.";

    public override Bill Each => Minutes(3, 2);

    public override int Most(TeamScene scene, int who) => MostADay * Calendar.RankedWorkDays.Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.With(Calendar.Spread(steps).Select((day, i) =>
    {
        var at = Calendar.At(day, 10).AddMinutes(7 * (i / Calendar.RankedWorkDays.Count));
        return Stamped(scene, scene.Requests.Make(Number(who, i), who, at, at, WorkKind.Respell) with { Take = 1, Lines = scene.Requests.Lines(Number(who, i), 1) }, i);
    }));
}
