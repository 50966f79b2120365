using Shiprank.Core.Delivery;
using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Engine.Privacy;
using Shiprank.Store;

namespace Shiprank.Engine.Scoring;

/// <summary>
/// Usage that events state. The store holds what stands now; an event that was corrected since says something else at an earlier as-of,
/// and one that was sent with a later <c>updated_at</c> is not there yet.
/// </summary>
internal static class StatedUsage
{
    /// <summary>The events' rows at a moment, their people looked up by id, address or login.</summary>
    public static IReadOnlyList<UsageRow> At(EventLog log, Workspace workspace, DateTimeOffset asOf) =>
        [.. log.UsageAt(asOf).Select(r => r with { Person = r.Person is { } p && workspace.People.Named(p).Id is var id && !ErasedPeople.IsOne(id) ? id : null })];

    /// <summary><paramref name="stored"/> with the events' rows as they stood at as-of, in the order of time.</summary>
    public static IReadOnlyList<StoredUsage> Of(IReadOnlyList<StoredUsage> stored, EventLog log, Workspace workspace, DateTimeOffset asOf)
    {
        if (log.UsageLines == 0) return stored;
        var now = At(log, workspace, DateTimeOffset.MaxValue).ToDictionary(Key, StringComparer.Ordinal);
        var then = At(log, workspace, asOf).ToDictionary(Key, StringComparer.Ordinal);
        var others = now.Keys.Union(then.Keys).Where(k => !now.TryGetValue(k, out var n) || !then.TryGetValue(k, out var t) || n != t).ToHashSet(StringComparer.Ordinal);
        if (others.Count == 0) return stored;
        var restated = others.Where(then.ContainsKey).Select(k => Restated(k, then[k], workspace.Prices));
        return [.. stored.Where(u => !others.Contains(u.Row.Key)).Concat(restated).OrderBy(u => u.Row.OccurredAt.ToUnixTimeMilliseconds()).ThenBy(u => u.Row.Key, StringComparer.Ordinal)];
    }

    private static string Key(UsageRow row) => StoredUsage.KeyOf(row.Tool, row.Key);

    private static StoredUsage Restated(string key, UsageRow row, PriceList prices)
    {
        var priced = prices.Price(row);
        return new(Guid.Empty, row with { Key = key }, Nano.Of(priced.CostUsd), priced.CostUsd is null ? "" : prices.Version);
    }
}
