using System.Globalization;
using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>Billing months: of UTC days, named by their first day, written <c>2026-07</c>.</summary>
public static class ChargeMonths
{
    public static DateOnly Of(DateOnly day) => new(day.Year, day.Month, 1);

    public static DateOnly Of(DateTimeOffset at) => Of(DateOnly.FromDateTime(at.UtcDateTime));

    public static DateOnly LastDay(DateOnly month) => month.AddMonths(1).AddDays(-1);

    public static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Months that can be looked at: from the first day with usage to a moment, newest last, and those that were charged.</summary>
    public static IReadOnlyList<DateOnly> All(IStore store, DateTimeOffset asOf)
    {
        var spans = store.AskPublished(Question.UsageSpan, [], r => (First: r.Day(0), Last: r.Day(1)));
        var months = store.ReadChargedMonths().Select(m => m.Month).ToHashSet();
        if (spans is [var (first, last)])
        {
            var end = Of(asOf) < Of(last) ? Of(asOf) : Of(last);
            for (var month = Of(first); month <= end; month = month.AddMonths(1)) months.Add(month);
        }

        return [.. months.Order()];
    }

    /// <summary>The month that is looked at when none is named: the last that is over, else the newest.</summary>
    public static DateOnly? Shown(IReadOnlyList<DateOnly> months, DateTimeOffset asOf)
    {
        var over = months.Where(m => m < Of(asOf)).ToList();
        return over.Count > 0 ? over[^1] : months.Count > 0 ? months[^1] : null;
    }

    /// <summary>Null when the text is no month.</summary>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : null;
}
