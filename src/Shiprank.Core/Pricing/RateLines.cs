using System.Globalization;

namespace Shiprank.Core.Pricing;

/// <summary>Rates as lines that can be compared: one a bucket, and one more for each long-prompt tier.</summary>
public static class RateLines
{
    /// <returns>The bucket's name, behind it <c> above 200,000</c> for a tier and <c> 06:00-10:00</c> for hours, and USD per million.</returns>
    public static IEnumerable<(string Kind, decimal PerMillion)> Of(ModelRates rates, TimeOnly? start = null, TimeOnly? end = null)
    {
        var hours = start is { } from && end is { } to ? string.Create(CultureInfo.InvariantCulture, $" {from:HH:mm}-{to:HH:mm}") : "";
        foreach (var (name, rate) in Named(rates))
        {
            if (rate is null) continue;
            yield return (name + hours, rate.Base);
            foreach (var tier in rate.Tiers) yield return (string.Create(CultureInfo.InvariantCulture, $"{name} above {tier.Above:N0}{hours}"), tier.PerMillion);
        }
    }

    public static IEnumerable<(string Name, Rate? Rate)> Named(ModelRates rates) =>
    [
        ("input", rates.Input), ("cache read", rates.CacheRead), ("cache write 5m", rates.CacheWrite5m), ("cache write 1h", rates.CacheWrite1h), ("output", rates.Output),
    ];
}
