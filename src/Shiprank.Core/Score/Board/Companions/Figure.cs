namespace Shiprank.Core.Score.Board.Companions;

/// <summary>A rate with its parts. Without a denominator there is no value but a reason; missing is never a good value.</summary>
/// <param name="Missing">Why there is no value; null when there is one.</param>
public sealed record Figure(decimal Numerator, decimal Denominator, string? Missing)
{
    public decimal? Value => Missing is null ? Numerator / Denominator : null;

    /// <param name="nothing">Reason when the denominator is 0.</param>
    public static Figure Of(decimal numerator, decimal denominator, string nothing) => new(numerator, denominator, denominator == 0 ? nothing : null);

    public static Figure Unknown(string reason) => new(0, 0, reason);
}

/// <summary>Median and 90th percentile (linear between the neighbours) of hours.</summary>
public sealed record HoursFigure(decimal? Median, decimal? P90, int Count, string? Missing)
{
    public static HoursFigure Of(IEnumerable<TimeSpan> spans, string nothing)
    {
        var hours = spans.Select(s => s.Ticks / (decimal)TimeSpan.TicksPerHour).Order().ToArray();
        return hours.Length == 0 ? new(null, null, 0, nothing) : new(Quantile(hours, 0.5m), Quantile(hours, 0.9m), hours.Length, null);
    }

    private static decimal Quantile(decimal[] sorted, decimal share)
    {
        var position = (sorted.Length - 1) * share;
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
