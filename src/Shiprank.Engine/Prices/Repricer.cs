using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Core.Score.Restating;
using Shiprank.Core.Usage;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Prices;

/// <summary>What pricing the usage of some days anew would change.</summary>
/// <param name="Rows">Rows whose cost would be another.</param>
/// <param name="Looked">Rows that were looked at.</param>
/// <param name="KeptRows">Rows that have a price and for which the list in force has none: they keep it.</param>
public sealed record RepricingPlan(Repricing Record, IReadOnlyList<RepricedRow> Rows, long Looked, long KeptRows, long KeptNano)
{
    public long DifferenceNano => Record.Parts.Sum(p => p.DifferenceNano);
}

/// <summary>Prices past usage by the list in force. History is not rewritten: it is restated, with a record of old, new, cause and when.</summary>
public static class Repricer
{
    /// <param name="since">First day, UTC.</param>
    /// <param name="until">Last day.</param>
    public static RepricingPlan Plan(IStore store, PriceList prices, DateOnly since, DateOnly until, DateTimeOffset now, CancellationToken cancel = default)
    {
        var rows = new List<RepricedRow>();
        var parts = new Dictionary<(DateOnly Month, string Model, string Cause, string Old), (long Rows, long? Old, long New)>();
        var (looked, kept, keptNano) = (0L, 0L, 0L);
        foreach (var stored in store.ReadUsage(new(From: Start(since), To: Start(until.AddDays(1))), cancel))
        {
            looked++;
            var priced = prices.Price(stored.Row);
            if (Nano.Of(priced.CostUsd) is not { } cost)
            {
                if (stored.CostNano is { } old) (kept, keptNano) = (kept + 1, keptNano + old);
                continue;
            }

            if (cost == stored.CostNano) continue;
            var day = DateOnly.FromDateTime(stored.Row.OccurredAt.UtcDateTime);
            rows.Add(new(stored.RowKey, day, cost, prices.Version));
            var key = (new DateOnly(day.Year, day.Month, 1), stored.Row.Model, Cause(prices, stored, priced.Source), stored.PriceList);
            var sum = parts.GetValueOrDefault(key);
            parts[key] = (sum.Rows + 1, stored.CostNano is null ? sum.Old : (sum.Old ?? 0) + stored.CostNano, sum.New + cost);
        }

        var record = new Repricing(
            now, since, until,
            [.. parts.Select(p => new RepricedPart(p.Key.Month, p.Key.Model, p.Key.Cause, p.Key.Old, prices.Version, p.Value.Rows, p.Value.Old, p.Value.New)).OrderBy(p => p.Month).ThenBy(p => p.Model, StringComparer.Ordinal).ThenBy(p => p.Cause, StringComparer.Ordinal).ThenBy(p => p.OldList, StringComparer.Ordinal)]);
        return new(record, rows, looked, kept, keptNano);
    }

    /// <summary>Writes the new prices with their record, and states the figures anew: what that restates says the cause.</summary>
    public static IReadOnlyList<Restatement> Write(IStore store, Workspace workspace, RepricingPlan plan, DateTimeOffset asOf, CancellationToken cancel = default)
    {
        if (plan.Rows.Count == 0) return [];
        PriceKeeper.Keep(store, workspace, plan.Record.At, cancel);
        var stated = store.ReadResults(cancel);
        store.Reprice(plan.Rows, plan.Record, cancel);
        var causes = plan.Record.Parts.Select(p => p.Cause).Distinct(StringComparer.Ordinal).ToList();
        var cause = $"re-priced: {(causes.Count <= 2 ? string.Join("; ", causes) : $"{causes[0]}; {causes[1]}; and {causes.Count - 2} more")}";
        var days = plan.Rows.Select(r => r.Day).ToHashSet();
        return Results.Save(store, Facts.Read(store, workspace, asOf, cancel), r => !r.IsNd && days.Contains(r.Day) ? r with { Cause = cause } : r, cancel, stated);
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string Cause(PriceList prices, StoredUsage stored, PriceSource source)
    {
        var row = stored.Row;
        if (stored.CostNano is null) return "a price is known now";
        if (source == PriceSource.Credits) return $"another price of {row.Tool}'s credit";
        if (source == PriceSource.Reported) return "the cost that the log states";
        return prices.Find(row.Tool, row.Model, row.OccurredAt) is { } entry && prices.HomeOf(entry) is { } own
            ? own.Kind == PriceListKind.Contract ? $"contract {own.Name}" : $"list {own.Name}"
            : "other rates in the product's list";
    }
}
