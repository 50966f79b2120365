using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Badges;

/// <summary>
/// Thresholds steer: work for a badge piles up right above its threshold and falls off behind it. Of those whose rate earns the badge, how many
/// have just enough days of evidence, and how many just too few. The signal <c>threshold-bunching</c> looks by the same test.
/// </summary>
/// <param name="Threshold">Days of evidence that are needed.</param>
/// <param name="Days">Days of evidence of each whose rate is good enough, the number of days apart.</param>
public sealed record Bunching(string Badge, int Threshold, IReadOnlyList<int> Days)
{
    /// <summary>Those with the threshold's days up to a quarter more.</summary>
    public int JustAbove => Step.Above;

    /// <summary>Those with up to a quarter fewer.</summary>
    public int JustBelow => Step.Below;

    /// <summary>True when the density of days steps up at the threshold by more than chance explains, with enough near it to tell.</summary>
    public bool IsSuspicious => Step.IsSteep();

    private DensityBreak Step => DensityBreak.Near(Days, Threshold);
}
