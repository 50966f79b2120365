using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>Delivery events as accepted, in the order of arrival. The same line at the same place of a file is one event.</summary>
internal static class EventTable
{
    private const int Few = 16;
    private const string WorkItem = "work_item";

    /// <param name="now">When they came.</param>
    /// <returns>How many were new.</returns>
    public static int Add(DuckConnection connection, IReadOnlyList<StoredEvent> events, DateTimeOffset now)
    {
        var added = Add(connection, events, out var tickets);
        if (!tickets) return added;
        connection.Run("delete from tickets_heard");
        connection.Run("insert into tickets_heard values ($1)", now);
        return added;
    }

    /// <param name="tickets">True when something of a ticket was new.</param>
    private static int Add(DuckConnection connection, IReadOnlyList<StoredEvent> events, out bool tickets)
    {
        tickets = false;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hashes = events.Select(e => Hash(sha, e)).ToList();
        var known = Known(connection, hashes);
        var next = (long)connection.Scalar("select coalesce(max(event_id), 0) + 1 from delivery_events")!;
        var first = next;
        using var appender = connection.Append("delivery_events");
        var rows = new AppendedRows(appender);
        foreach (var (e, hash) in events.Zip(hashes))
        {
            if (!known.Add(hash)) continue;
            tickets |= e.Type == WorkItem;
            rows.Value(0, next);
            rows.Uuid(1, hash);
            rows.Text(2, StoredText.Clean(e.Type));
            rows.Text(3, StoredText.Clean(e.Source));
            rows.Text(4, StoredText.Clean(e.Id));
            rows.Text(5, StoredText.Clean(e.Repository));
            rows.Time(6, e.UpdatedAt);
            rows.Value(7, next++);
            rows.Bytes(8, e.Body);
            rows.Next();
        }

        rows.Flush();
        return (int)(next - first);
    }

    public static IEnumerable<StoredEvent> Read(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select type, source, id, repository, updated_at, position, body from delivery_events order by position");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                yield return new(
                    result.Text(0, i), result.Text(1, i), result.Text(2, i), result.Text(3, i),
                    result.IsNull(4, i) ? null : DuckTime.Time(result.Span<long>(4)[i]), result.Span<long>(5)[i], result.Bytes(6, i).ToArray());
            }
        }
    }

    /// <summary>When ticket systems were last heard of, as <see cref="IStore.ReadTicketsHeard"/> says.</summary>
    public static DateTimeOffset? TicketsHeard(Reader reader, DateTimeOffset until)
    {
        using var statement = reader.Connection.Prepare(
            """
            select max(heard) from (
              select max(updated_at) as heard from delivery_events where type = 'work_item' and updated_at <= $1
              union all select least(heard_at, $1) from tickets_heard
              union all select max(received_at) from deliveries where outcome = 0 and received_at <= $1
              union all select max(covered_to) from forge_cursors where covered_to <= $1
            ) as sources
            """);
        using var result = statement.Bind(until).Run();
        return reader.Next(result) && !result.IsNull(0, 0) ? DuckTime.Time(result.Span<long>(0)[0]) : null;
    }

    /// <summary>Of a few hashes those that are stored, of many all that are stored: a delivery does not read the whole table.</summary>
    private static HashSet<Guid> Known(DuckConnection connection, List<Guid> hashes)
    {
        if (hashes.Count > Few) return Hashes(connection);
        var known = new HashSet<Guid>();
        foreach (var hash in hashes.Distinct())
        {
            if (connection.Scalar("select 1 from delivery_events where content_hash = $1", hash) is not null) known.Add(hash);
        }

        return known;
    }

    private static HashSet<Guid> Hashes(DuckConnection connection)
    {
        using var statement = connection.Prepare("select content_hash from delivery_events");
        using var result = statement.Run();
        var hashes = new HashSet<Guid>();
        while (result.NextChunk())
        {
            foreach (ref readonly var value in result.Span<Native.HugeInt>(0)) hashes.Add(DuckUuid.FromVector(value));
        }

        return hashes;
    }

    private static Guid Hash(IncrementalHash sha, StoredEvent e)
    {
        Span<byte> numbers = stackalloc byte[17];
        BinaryPrimitives.WriteInt64LittleEndian(numbers, e.Order);
        BinaryPrimitives.WriteInt64LittleEndian(numbers[8..], e.UpdatedAt?.UtcTicks ?? 0);
        numbers[16] = e.UpdatedAt is null ? (byte)0 : (byte)1;
        sha.AppendData(numbers);
        foreach (var text in (ReadOnlySpan<string>)[e.Type, e.Source, e.Id, e.Repository])
        {
            sha.AppendData(Encoding.UTF8.GetBytes(text));
            sha.AppendData([0]);
        }

        sha.AppendData(e.Body);
        return ContentHash.Of(sha);
    }
}
