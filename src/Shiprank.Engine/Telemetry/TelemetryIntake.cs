using System.Globalization;
using System.Text;
using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Privacy;
using Shiprank.Store;

namespace Shiprank.Engine.Telemetry;

/// <summary>Takes what was received into the store: who is who, what it costs, what a growing counter added. For one caller at a time.</summary>
public sealed class TelemetryIntake(IStore store)
{
    /// <summary>Name of the source in the ledger of batches.</summary>
    public const string Source = "otlp";

    /// <param name="position">Where the spool goes on after these.</param>
    public AddedUsage Take(IReadOnlyList<ReceivedTelemetry> received, Workspace workspace, SpoolPosition position, CancellationToken cancel = default)
    {
        var sessions = received.SelectMany(r => r.Sessions).ToList();
        if (sessions.Count > 0) store.SaveTraces(sessions, cancel);
        var read = received.Where(r => r.Origin == UsageOrigin.Read).SelectMany(r => r.Rows.Select(row => (Row: row, r.Person))).ToList();
        if (received.Any(r => r.Rows.Count > 0 || r.Counters.Count > 0)) PriceKeeper.Keep(store, workspace, received.Max(r => r.ReceivedAt), cancel);
        var before = read.Count == 0 ? default : store.AddUsage(Batch("bundles", position, workspace, read), cancel);
        var (points, states) = Differences(received);
        var rows = received.Where(r => r.Origin == UsageOrigin.Sent).SelectMany(r => r.Rows.Select(row => (Row: row, r.Person))).Concat(points);
        var counts = new Dictionary<TelemetryKind, long>();
        foreach (var (kind, count) in received.SelectMany(r => r.Counts)) counts[kind] = counts.GetValueOrDefault(kind) + count;
        var batch = Batch(Source, position, workspace, rows) with
        {
            Origin = UsageOrigin.Sent,
            Sent = new()
            {
                Counters = states,
                Controls = [.. received.SelectMany(r => r.Controls.Select(c => c with { Person = Known(workspace, r.Person ?? c.Person) }))],
                Counts = counts,
                ReceivedAt = received.Max(r => r.ReceivedAt),
                Position = position,
            },
        };
        var added = store.AddUsage(batch, cancel);
        return new(before.Added + added.Added, before.Replaced + added.Replaced, before.Duplicates + added.Duplicates, added.Known);
    }

    private UsageBatch Batch(string source, SpoolPosition position, Workspace workspace, IEnumerable<(UsageRow Row, string? Person)> rows) => new()
    {
        Source = source,
        ContentHash = ContentHash.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{source}\n{store.Key.Key0}\n{position.Segment}\n{position.Bytes}"))),
        Rows = [.. rows.Select(r => Price(r.Row with { Person = Known(workspace, r.Person ?? r.Row.Person) }, workspace.Prices))],
        Price = row => Price(row, workspace.Prices),
    };

    private static string? Known(Workspace workspace, string? stated) => stated is { } name && workspace.People.Named(name).Id is var id && !ErasedPeople.IsOne(id) ? id : null;

    private static PricedUsage Price(UsageRow row, PriceList prices)
    {
        var priced = prices.Price(row);
        return new(row, Nano.Of(priced.CostUsd), priced.CostUsd is null ? "" : prices.Version);
    }

    /// <summary>What each point adds to the one before it. A point that comes after a later one adds nothing: that one has it.</summary>
    private (List<(UsageRow Row, string? Person)> Rows, List<CounterState> States) Differences(IReadOnlyList<ReceivedTelemetry> received)
    {
        var points = received.SelectMany(r => r.Counters.Select(c => (Point: c, r.Person))).ToList();
        if (points.Count == 0) return ([], []);
        var states = store.ReadCounters([.. points.Select(p => p.Point.Stream)]).ToDictionary();
        var (rows, changed) = (new List<(UsageRow, string?)>(), new HashSet<(long, DateTimeOffset)>());
        foreach (var (point, person) in points.OrderBy(p => p.Point.At))
        {
            var key = (point.Stream, point.Start);
            var before = states.GetValueOrDefault(key);
            if (point.Value <= before.Value) continue;
            rows.Add((point.Row with { OccurredAt = point.At, Tokens = point.Bucket.Holding(point.Value - before.Value) }, person));
            states[key] = new(point.Stream, point.Start, point.At, point.Value);
            changed.Add(key);
        }

        return (rows, [.. changed.Select(c => states[c])]);
    }
}
