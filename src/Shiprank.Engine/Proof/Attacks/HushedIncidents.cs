using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A13: incidents that nobody writes down.</summary>
internal sealed class HushedIncidents : Attack
{
    public override string Id => "A13";

    public override string Name => "Hushed incidents";

    public override string Does => "An incident of one's own change is not linked to it.";

    public override Bill Each => Minutes(10, 10);

    public override int Most(TeamScene scene, int who) => Own(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps) => scene with { Hushed = Own(scene, who).Take(steps).Select(p => p.Sha).Concat(scene.Hushed).ToHashSet(StringComparer.Ordinal) };

    private static List<Plan> Own(TeamScene scene, int who) => [.. scene.MergedOf(who).Where(p => p.Incident is not null).OrderBy(p => p.Number)];
}
