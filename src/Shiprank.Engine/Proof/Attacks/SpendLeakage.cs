using Shiprank.Engine.Proof.World;

namespace Shiprank.Engine.Proof.Attacks;

/// <summary>A10: usage on an account that nobody meters.</summary>
internal sealed class SpendLeakage : Attack
{
    public override string Id => "A10";

    public override string Name => "Spend leakage";

    public override string Does => "One of one's own sessions goes over a private account.";

    public override Bill Each => Minutes(0.5);

    public override int Most(TeamScene scene, int who) => Math.Max(0, scene.SessionsOf(who).Count() - 1);

    public override TeamScene Apply(TeamScene scene, int who, int steps)
    {
        // One session stays: a board of ratios has no place for somebody without spend.
        var hidden = scene.SessionsOf(who).OrderByDescending(s => s.Usd).ThenBy(s => s.Id, StringComparer.Ordinal).Take(steps).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return scene with { Sessions = [.. scene.Sessions.Select(s => hidden.Contains(s.Id) ? s with { Metered = false } : s)] };
    }
}
