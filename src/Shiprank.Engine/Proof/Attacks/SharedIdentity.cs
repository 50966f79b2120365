using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A15: one name for several people's work.</summary>
internal sealed class SharedIdentity : Attack
{
    public override string Id => "A15";

    public override string Name => "Shared identity";

    public override string Does => "A colleague's change and the session behind it go under one's own name; the colleague gives the credit away.";

    public override Bill Each => Minutes(1, 1);

    public override int Most(TeamScene scene, int who) => Lent(scene, who).Count;

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        var lent = Lent(scene, who).Take(steps).ToList();
        var sessions = lent.Select(p => p.Session).Where(s => s.Length > 0).ToHashSet(StringComparer.Ordinal);
        return scene.Replacing(lent.ToDictionary(p => p.Number, p => p with { Author = who, Reviewer = p.Reviewer == who ? p.Author : p.Reviewer })) with
        {
            Sessions = [.. scene.Sessions.Select(s => sessions.Contains(s.Id) ? s with { Engineer = who } : s)],
        };
    }

    /// <summary>Of two colleagues.</summary>
    private static List<Plan> Lent(TeamScene scene, int who) =>
        [.. new[] { scene.Colleague(who), scene.Colleague(who, 1) }.Distinct().SelectMany(c => Slicing.Of(scene, c)).OrderByDescending(p => p.Counting).ThenBy(p => p.Number)];
}
