using Shiprank.Core.Usage;

namespace Shiprank.Store.Usage;

/// <summary>A row in the form that the store keeps and gives back, with its identity.</summary>
internal readonly record struct IdentifiedUsage(UsageIdentity Identity, PricedUsage Usage)
{
    /// <summary>The batch's rows, copies merged, in the order of their first appearance.</summary>
    public static Dictionary<UsageIdentity, PricedUsage> Of(UsageBatch batch)
    {
        var merged = new Dictionary<UsageIdentity, PricedUsage>(batch.Rows.Count);
        foreach (var row in batch.Rows)
        {
            var identity = UsageIdentity.Of(row.Row.Tool, row.Row.Key);
            var usage = Normalise(row, batch.Person, identity);
            merged[identity] = merged.TryGetValue(identity, out var seen) ? UsageMerge.Merge(seen, usage) : usage;
        }

        return merged;
    }

    private static PricedUsage Normalise(PricedUsage priced, string? person, UsageIdentity identity)
    {
        var row = priced.Row;
        var time = row.OccurredAt.ToUniversalTime();
        return new(
            row with
            {
                Tool = StoredText.Clean(row.Tool),
                Key = identity.ToString(),
                OccurredAt = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)),
                Session = StoredText.Clean(row.Session),
                Model = StoredText.Clean(row.Model),
                Tier = StoredText.Clean(row.Tier),
                Project = StoredText.Clean(row.Project),
                Branch = StoredText.Clean(row.Branch),
                Person = Known(row.Person) ?? Known(person),
                Repository = Known(row.Repository),
                Ticket = Known(row.Ticket),
                Credits = Nano.Units(Nano.Of(row.Credits)),
                ReportedCostUsd = Nano.Units(Nano.Of(row.ReportedCostUsd)),
            },
            priced.CostNano,
            StoredText.Clean(priced.PriceList));
    }

    private static string? Known(string? name) => string.IsNullOrEmpty(name) ? null : StoredText.Clean(name);
}
