using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Shiprank.Core.Money;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Usage;

/// <summary>A row in the form that the store keeps and gives back, with its identity.</summary>
internal readonly record struct IdentifiedUsage(UsageIdentity Identity, PricedUsage Usage, long Join = 0)
{
    private const int WorthThreads = 4096;

    /// <summary>The batch's rows, copies merged, in the order of their first appearance.</summary>
    /// <param name="joins">By what other sources may know them; a row without is not here.</param>
    public static Dictionary<UsageIdentity, PricedUsage> Of(UsageBatch batch, out IReadOnlyCollection<(long Join, long Identity)> joins)
    {
        var joined = new HashSet<(long, long)>();
        joins = joined;
        var rows = new IdentifiedUsage[batch.Rows.Count];
        if (rows.Length < WorthThreads) Identify(batch, rows, 0, rows.Length);
        else IdentifyOnAllCores(batch, rows);
        var merged = new Dictionary<UsageIdentity, PricedUsage>(rows.Length);
        foreach (var (identity, usage, join) in rows)
        {
            if (join != 0) joined.Add((join, identity.Low));
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, identity, out var exists);
            seen = exists ? UsageMerge.Merge(seen!, usage) : usage;
        }

        return merged;
    }

    /// <summary>A row that can't be kept fails as it would alone.</summary>
    private static void IdentifyOnAllCores(UsageBatch batch, IdentifiedUsage[] rows)
    {
        try
        {
            Parallel.ForEach(Partitioner.Create(0, rows.Length), range => Identify(batch, rows, range.Item1, range.Item2));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    private static void Identify(UsageBatch batch, IdentifiedUsage[] rows, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            var identity = UsageIdentity.Of(batch.Rows[i].Row.Tool, batch.Rows[i].Row.Key);
            rows[i] = new(identity, Normalise(batch.Rows[i], batch.Person, identity), batch.Rows[i].Row.Join);
        }
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
                Join = 0,
                Credits = Nano.Units(Nano.Of(row.Credits)),
                ReportedCostUsd = Nano.Units(Nano.Of(row.ReportedCostUsd)),
            },
            priced.CostNano,
            StoredText.Clean(priced.PriceList));
    }

    private static string? Known(string? name) => string.IsNullOrEmpty(name) ? null : StoredText.Clean(name);
}
