using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A11: a trailer that names an agent which wrote nothing.</summary>
internal sealed class ForgedMarks : Attack
{
    public override string Id => "A11";

    public override string Name => "Forged marks of agents";

    public override string Does => "One of one's own changes gets a co-author's trailer of an agent.";

    public override Bill Each => Minutes(0.5);

    public override int Most(TeamScene scene, int who) => Own(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene.Replacing(Own(scene, who).Take(steps).Select(scene.Requests.WithTrailer).ToDictionary(p => p.Number));

    private static List<Plan> Own(TeamScene scene, int who) => [.. Slicing.Of(scene, who).OrderBy(p => p.AgentLines / (double)Math.Max(1, p.Lines.Length)).ThenBy(p => p.Number)];
}
