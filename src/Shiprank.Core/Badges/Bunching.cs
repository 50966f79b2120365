namespace Shiprank.Core.Badges;

/// <summary>
/// Thresholds steer: work for a badge piles up right above its threshold and falls off behind it. Of those whose rate earns the badge, how many
/// have just enough days of evidence, and how many just too few.
/// </summary>
/// <param name="Threshold">Days of evidence that are needed.</param>
/// <param name="JustAbove">Those with the threshold's days up to a quarter more.</param>
/// <param name="JustBelow">Those with up to a quarter fewer.</param>
public sealed record Bunching(string Badge, int Threshold, int JustAbove, int JustBelow)
{
    private const int Least = 10;

    /// <summary>True when at least twice as many lie right above as right below, of enough to tell.</summary>
    public bool IsSuspicious => JustAbove + JustBelow >= Least && JustAbove >= 2 * JustBelow;

    /// <param name="days">Days of evidence of each whose rate is good enough, the number of days apart.</param>
    internal static Bunching Of(string badge, int threshold, IReadOnlyList<int> days)
    {
        var width = Math.Max(1, threshold / 4);
        return new(badge, threshold, days.Count(d => d >= threshold && d < threshold + width), days.Count(d => d < threshold && d >= threshold - width));
    }
}
