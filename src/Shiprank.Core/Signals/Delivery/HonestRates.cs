namespace Shiprank.Core.Signals.Delivery;

/// <summary>
/// How often each rule asked an honest person of the proof's world, at most, in a window: what a finding's confidence is made of. One place, so that a new
/// measurement changes one file.
/// </summary>
internal static class HonestRates
{
    /// <summary>What the limit is for any rule; one that was measured to be lower says so.</summary>
    private const decimal Limit = 0.01m;

    private static readonly Dictionary<string, decimal> Measured = [];

    /// <returns>Within (0, 1).</returns>
    public static decimal Confidence(SignalRule rule) => 1 - Measured.GetValueOrDefault(rule.Id, Limit);
}
