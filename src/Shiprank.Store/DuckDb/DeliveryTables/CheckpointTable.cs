using System.Buffers.Binary;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.DeliveryTables;

/// <summary>Checkpoints of ledgers, by repository and number of changes.</summary>
internal sealed class CheckpointTable(Names names, TimeProvider clock)
{
    private const string OfRepository = "from ledger_checkpoints k join repositories r on r.repository_id = k.repository_id where r.name = $1";

    public static IReadOnlyList<CheckpointName> List(Reader reader, string repository)
    {
        using var statement = reader.Connection.Prepare("select distinct k.changes, k.chain " + OfRepository);
        using var result = statement.Bind(StoredText.Clean(repository)).Run();
        var found = new List<CheckpointName>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) found.Add(new((int)result.Span<long>(0)[i], Chain(DuckUuid.FromVector(result.Span<Native.HugeInt>(1)[i]))));
        }

        return found;
    }

    /// <summary>Null when it is not there whole and unharmed, or written by another version.</summary>
    public static LedgerCheckpoint? Read(Reader reader, string repository, CheckpointName name)
    {
        if (Body(reader, repository, name) is not { } body) return null;
        try
        {
            return LedgerCodec.Read(name, body);
        }
        catch (Exception broken) when (broken is InvalidDataException or OverflowException)
        {
            // The checksum holds and the body does not: written by a program with a fault. It is made again like one that is gone.
            return null;
        }
    }

    public void Save(DuckConnection connection, string repository, CheckpointName name, byte[] body)
    {
        var id = names.Repositories.Id(StoredText.Clean(repository));
        var (checksum, savedAt) = (ContentHash.Of(body), clock.GetUtcNow());
        connection.Run("delete from ledger_checkpoints where repository_id = $1 and changes = $2", id, name.Changes);
        using var appender = connection.Append("ledger_checkpoints");
        var rows = new AppendedRows(appender);
        foreach (var (part, count, bytes) in BodyParts.Cut(body))
        {
            rows.Value(0, id);
            rows.Value(1, (long)name.Changes);
            rows.Uuid(2, Uuid(name.Chain));
            rows.Value(3, LedgerCodec.Format);
            rows.Uuid(4, checksum);
            rows.Value(5, part);
            rows.Value(6, count);
            rows.Time(7, savedAt);
            rows.Bytes(8, bytes.Span);
            rows.Next();
        }

        rows.Flush();
    }

    public void Drop(DuckConnection connection, string repository, IReadOnlyList<CheckpointName> gone)
    {
        var id = names.Repositories.Id(StoredText.Clean(repository));
        foreach (var name in gone) connection.Run("delete from ledger_checkpoints where repository_id = $1 and changes = $2 and chain = $3", id, name.Changes, Uuid(name.Chain));
    }

    private static byte[]? Body(Reader reader, string repository, CheckpointName name)
    {
        using var statement = reader.Connection.Prepare("select k.format, k.checksum, k.part, k.part_count, k.body " + OfRepository + " and k.changes = $2 and k.chain = $3");
        using var result = statement.Bind(StoredText.Clean(repository), name.Changes, Uuid(name.Chain)).Run();
        byte[]?[] parts = [];
        var checksum = Guid.Empty;
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var (part, count) = (result.Span<short>(2)[i], result.Span<short>(3)[i]);
                if (parts.Length == 0) (parts, checksum) = (new byte[Math.Max(count, (short)0)][], DuckUuid.FromVector(result.Span<Native.HugeInt>(1)[i]));
                if (result.Span<short>(0)[i] != LedgerCodec.Format || (uint)part >= (uint)parts.Length) return null;
                parts[part] = result.Bytes(4, i).ToArray();
            }
        }

        return BodyParts.Join(parts, checksum);
    }

    private static Guid Uuid(UInt128 chain)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, chain);
        return new(bytes, bigEndian: true);
    }

    private static UInt128 Chain(Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
