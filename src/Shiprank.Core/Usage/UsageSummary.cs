using Shiprank.Core.Pricing;

namespace Shiprank.Core.Usage;

/// <summary>One row of a usage report. <paramref name="Tools"/> and <paramref name="Models"/> are ordered bytewise.</summary>
public sealed record UsageGroup(string Key, IReadOnlyList<string> Tools, IReadOnlyList<string> Models, UsageTotals Totals);

/// <summary>
/// A usage report: rows of one grouping, their sum, and the sum per tool. Rows of time are in order of time, all others by
/// cost, then tokens (both falling), then key. Rows sum to totals, and so do the tools.
/// </summary>
/// <param name="UnpricedModels">Models of rows without a price, ordered bytewise.</param>
public sealed record UsageSummary(IReadOnlyList<UsageGroup> Rows, UsageGroup Totals, IReadOnlyDictionary<string, UsageGroup> ByTool, IReadOnlyList<string> UnpricedModels)
{
    /// <param name="zone">Zone whose days the report speaks of.</param>
    /// <param name="since">First day, included; null: from the beginning.</param>
    /// <param name="until">Last day, included; null: to the end.</param>
    public static UsageSummary Of(IEnumerable<UsageRow> rows, PriceList prices, UsageGrouping by, TimeZoneInfo zone, DateOnly? since = null, DateOnly? until = null)
    {
        var groups = new Dictionary<string, Sum>(StringComparer.Ordinal);
        var tools = new Dictionary<string, Sum>(StringComparer.Ordinal);
        var (all, unpriced) = (new Sum(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.OccurredAt, zone).DateTime);
            if (day < since || day > until) continue;
            var totals = UsageTotals.Of(row, prices.Price(row));
            if (totals.PricedUsd is null) unpriced.Add(row.Model);
            all.Add(row, totals);
            In(groups, by.KeyOf(row, day)).Add(row, totals);
            In(tools, row.Tool).Add(row, totals);
        }

        var list = groups.Select(g => g.Value.Close(g.Key));
        return new(
            by.IsTime() ? [.. list.OrderBy(g => g.Key, StringComparer.Ordinal)] : [.. ByCost(list)],
            all.Close(""),
            tools.OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.Value.Close(t.Key)),
            [.. unpriced]);
    }

    private static IOrderedEnumerable<UsageGroup> ByCost(IEnumerable<UsageGroup> groups) => groups
        .OrderByDescending(g => g.Totals.PricedUsd ?? 0)
        .ThenByDescending(g => g.Totals.Tokens.Total)
        .ThenBy(g => g.Key, StringComparer.Ordinal);

    private static Sum In(Dictionary<string, Sum> sums, string key)
    {
        if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = new());
        return sum;
    }

    private sealed class Sum
    {
        private readonly SortedSet<string> tools = new(StringComparer.Ordinal);
        private readonly SortedSet<string> models = new(StringComparer.Ordinal);
        private UsageTotals totals;

        public void Add(UsageRow row, UsageTotals part)
        {
            totals += part;
            tools.Add(row.Tool);
            if (row.Model.Length > 0) models.Add(row.Model);
        }

        public UsageGroup Close(string key) => new(key, [.. tools], [.. models], totals);
    }
}
