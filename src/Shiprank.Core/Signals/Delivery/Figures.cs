using System.Globalization;

namespace Shiprank.Core.Signals.Delivery;

/// <summary>How figures stand in evidence: with their unit and their parts.</summary>
internal static class Figures
{
    /// <summary><c>62 % (18 of 29)</c>; <c>none</c> of nothing.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "none (0 of 0)" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0} % ({part:#,0} of {whole:#,0})");

    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");

    public static string Usd(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"USD {amount:#,0.00}");

    public static string Number(double value) => double.IsInfinity(value) ? "beyond measure" : value.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? one : many)}");

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>40 s</c>, <c>12 min</c>, <c>5 h</c>, <c>3 days</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
        { TotalHours: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0} min"),
        { TotalDays: < 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0} days"),
    };
}
