using MathNet.Numerics;

namespace Shiprank.Core.Signals.Delivery.Statistics;

internal static class Tails
{
    /// <summary>Chance of at least so many events where so many are expected: P(X ≥ k) of a Poisson distribution, by the incomplete gamma function.</summary>
    public static double AtLeast(int events, double expected) =>
        events <= 0 ? 1 : expected <= 0 ? 0 : SpecialFunctions.GammaLowerRegularized(events, expected);
}
