using System.Globalization;

namespace Shiprank.Engine.Chargeback;

/// <summary>Billing months: of UTC days, named by their first day, written <c>2026-07</c>.</summary>
public static class ChargeMonths
{
    public static DateOnly Of(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly Of(DateTimeOffset at) => Of(DateOnly.FromDateTime(at.UtcDateTime));

    public static DateOnly LastDay(DateOnly month) => month.AddMonths(1).AddDays(-1);

    public static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Null when the text is no month.</summary>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
