using Shiprank.Core.Attribution;

namespace Shiprank.Core.Score;

/// <summary>The AI share as an interval: never less than <paramref name="Lo"/>, never more than <paramref name="Hi"/>, <paramref name="Mid"/> when one number is needed.</summary>
public readonly record struct Share(decimal Lo, decimal Mid, decimal Hi)
{
    public static Share operator +(Share a, Share b) => new(a.Lo + b.Lo, a.Mid + b.Mid, a.Hi + b.Hi);

    public static Share operator *(Share a, decimal weight) => new(a.Lo * weight, a.Mid * weight, a.Hi * weight);

    public static Share operator /(Share a, decimal divisor) => new(a.Lo / divisor, a.Mid / divisor, a.Hi / divisor);

    /// <summary>The interval of one line (normalised-deployments.md, section 6).</summary>
    public static Share Of(Evidence evidence, Policy policy) => evidence switch
    {
        Evidence.Recorded or Evidence.AgentAuthored => new(1, 1, 1),
        Evidence.Human or Evidence.None => new(0, 0, 0),
        Evidence.Session => new(0, policy.SessionShare, 1),
        Evidence.Trailer => new(0, policy.TrailerShare, 1),
        Evidence.Weak => new(0, policy.WeakShare, 1),
        _ => new(0, 0, 1),
    };
}
