using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A16: no intent needed; an agent says in three lines what two would.</summary>
internal sealed class VerboseCode : Attack
{
    private const int Calls = 4;

    public override string Id => "A16";

    public override string Name => "Verbose code";

    public override string Does => "One of one's own changes has half as many lines again, to the same effect.";

    public override Bill Each => new(Calls * AgentSession.UsdOfCall(Calibration.Model, AgentSession.Usual), 1, Calibration.LinesMedian / 2 * Calibration.ReviewLineMinutes);

    public override int Most(TeamScene scene, int who) => Slicing.Of(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.Replacing(Slicing.Of(scene, who).OrderBy(p => p.Number).Take(steps).ToDictionary(
        p => p.Number,
        p => p with { Lines = [.. p.Lines, .. scene.Requests.Lines(p.Number, Math.Max(1, p.Counting / 2), "verbose")] }));
}
