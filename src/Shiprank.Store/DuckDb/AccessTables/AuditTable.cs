using Shiprank.Core.Access;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.AccessTables;

/// <summary>The audit log. Nothing here changes or removes a row.</summary>
internal static class AuditTable
{
    private const string Columns = "select number, logged_at, actor, action, about, detail, hash from audit";

    public static AuditRecord Add(DuckConnection connection, AuditEntry entry)
    {
        var clean = new AuditEntry(AuditChain.Moment(entry.At), StoredText.Clean(entry.Actor), StoredText.Clean(entry.Action), entry.About is { } about ? StoredText.Clean(about) : null, StoredText.Clean(entry.Detail));
        var last = (long?)connection.Scalar("select max(number) from audit") ?? 0;
        var before = last == 0 ? AuditChain.Start : (string)connection.Scalar("select hash from audit where number = $1", last)!;
        var record = new AuditRecord(last + 1, clean, AuditChain.Next(before, last + 1, clean));
        connection.Run("insert into audit values ($1, $2, $3, $4, $5, $6, $7)", record.Number, clean.At, clean.Actor, clean.Action, clean.About, clean.Detail, record.Hash);
        return record;
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">Only smaller numbers; null: from the newest on.</param>
    public static List<AuditRecord> Last(Reader reader, string? about, int last, long? before)
    {
        var below = before ?? long.MaxValue;
        using var statement = reader.Connection.Prepare($"{Columns} where number < $1{(about is null ? "" : " and about = $3")} order by number desc limit $2");
        using var result = (about is null ? statement.Bind(below, last) : statement.Bind(below, last, StoredText.Clean(about))).Run();
        return [.. Records(reader, result)];
    }

    /// <summary>In order.</summary>
    public static IEnumerable<AuditRecord> All(Reader reader)
    {
        using var statement = reader.Connection.Prepare($"{Columns} order by number");
        using var result = statement.Run();
        foreach (var record in Records(reader, result)) yield return record;
    }

    private static IEnumerable<AuditRecord> Records(Reader reader, DuckResult result)
    {
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) yield return Record(result, i);
        }
    }

    private static AuditRecord Record(DuckResult result, int i)
    {
        var entry = new AuditEntry(DuckTime.Time(result.Span<long>(1)[i]), result.Text(2, i), result.Text(3, i), result.IsNull(4, i) ? null : result.Text(4, i), result.Text(5, i));
        return new(result.Span<long>(0)[i], entry, result.Text(6, i));
    }
}
