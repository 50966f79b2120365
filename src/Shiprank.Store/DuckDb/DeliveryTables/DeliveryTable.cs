using Shiprank.Core.Delivery;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>The ledger of deliveries: one that was taken is known when it comes again, one that was ignored is looked at anew.</summary>
internal static class DeliveryTable
{
    /// <returns>How many events were new; null when the delivery is known.</returns>
    public static int? Take(DuckConnection connection, ReceivedDelivery delivery, IReadOnlyList<StoredEvent> events)
    {
        var (source, id) = (StoredText.Clean(delivery.Source), StoredText.Clean(delivery.Id));
        var before = (long?)connection.Scalar("select outcome from deliveries where delivery_id = $1 and source = $2", id, source);
        if (before == (long)DeliveryOutcome.Taken) return null;
        if (before is not null) connection.Run("delete from deliveries where delivery_id = $1 and source = $2", id, source);
        var added = events.Count == 0 ? 0 : EventTable.Add(connection, events, delivery.ReceivedAt);
        connection.Run(
            "insert into deliveries values ($1, $2, $3, $4, $5, $6)",
            source, id, StoredText.Clean(delivery.Event), delivery.ReceivedAt, (int)delivery.Outcome, added);
        return added;
    }

    public static List<LedgerEntry> Read(Reader reader, int last)
    {
        using var statement = reader.Connection.Prepare("select source, delivery_id, event, received_at, outcome, event_count from deliveries order by received_at desc, source, delivery_id limit $1");
        using var result = statement.Bind(last).Run();
        var entries = new List<LedgerEntry>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var delivery = new ReceivedDelivery(result.Text(0, i), result.Text(1, i), result.Text(2, i), DuckTime.Time(result.Span<long>(3)[i]), (DeliveryOutcome)result.Span<short>(4)[i]);
                entries.Add(new(delivery, result.Span<int>(5)[i]));
            }
        }

        return entries;
    }
}
