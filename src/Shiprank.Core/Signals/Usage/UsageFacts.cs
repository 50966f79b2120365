namespace Shiprank.Core.Signals.Usage;

/// <summary>What rules about usage look at.</summary>
public sealed record UsageFacts
{
    public static readonly UsageFacts None = new();
}
