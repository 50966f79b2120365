using System.Globalization;

namespace Shiprank.Core.Signals.Usage;

/// <summary>Figures as evidence shows them.</summary>
internal static class Say
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double number, int digits = 1) => number.ToString($"F{digits}", CultureInfo.InvariantCulture);

    /// <summary>Two digits that tell: <c>640</c>, <c>1.2 million</c>.</summary>
    public static string Tokens(double tokens) =>
        tokens >= 1e9 ? $"{Number(tokens / 1e9)} billion"
        : tokens >= 1e6 ? $"{Number(tokens / 1e6)} million"
        : Count((long)Math.Round(tokens));

    public static string Share(double share) => share is > 0 and < 0.01 ? "under 1 %" : $"{Number(share * 100, 0)} %";

    public static string Usd(decimal? usd) => usd is { } known ? $"USD {known.ToString("N2", CultureInfo.InvariantCulture)}" : "not priced";

    public static string Seconds(double seconds) =>
        seconds >= 5400 ? $"{Number(seconds / 3600)} hours"
        : seconds >= 90 ? $"{Number(seconds / 60)} minutes"
        : $"{Number(seconds, 0)} seconds";

    public static string Chance(double p) => p < 0.000001 ? "less than one in a million" : $"one in {Count((long)Math.Max(1, Math.Round(1 / p)))}";

    public static string Time(int secondOfDay) => TimeSpan.FromSeconds(secondOfDay).ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    /// <summary>How sure, from how likely chance is, in (0, 1).</summary>
    public static decimal Confidence(double chance) => Math.Clamp(1 - (decimal)Math.Clamp(chance, 0, 1), 0.5m, 0.999m);
}
