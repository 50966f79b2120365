using Shiprank.Core.Usage;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>What sessions wrote, one row an edit of a file. As with usage rows there is no unique index: identities are compared when edits come in.</summary>
internal sealed class EditTable(Names names, TimeProvider clock)
{
    /// <summary>Source of edits in the ledger of batches.</summary>
    private const string Source = "session edits";

    private const string Staging = "create or replace temp table wanted_edits (identity uuid not null)";
    private const string Known = "select w.identity from wanted_edits w join session_edits e on e.identity = w.identity";

    private const string Rows =
        "select s.tool_id, s.name, e.path, e.edited_at, e.line_count, e.body from session_edits e join sessions s on s.session_id = e.session_id " +
        "join tools n on n.tool_id = s.tool_id order by n.name, s.name, e.edited_at, e.path, e.identity";

    /// <returns>How many were new.</returns>
    public int Save(DuckConnection connection, IReadOnlyList<IdentifiedEdit> edits)
    {
        if (edits.Count == 0) return 0;
        var ledger = IdentifiedEdit.Ledger(edits);
        if (connection.Scalar("select 1 from batches where content_hash = $1", ledger) is not null) return 0;
        var known = Stored(connection, edits);
        var fresh = edits.Where(e => !known.Contains(e.Identity)).ToList();
        Append(connection, fresh);
        var batch = (long)connection.Scalar("select coalesce(max(batch_id), 0) + 1 from batches")!;
        connection.Run(
            "insert into batches values ($1, $2, $3, $4, $5, $6, $7, $8)",
            ledger, batch, names.Sources.Id(Source), edits.Count, fresh.Count, 0, edits.Count - fresh.Count, clock.GetUtcNow());
        return fresh.Count;
    }

    public IEnumerable<SessionEdit> Read(Reader reader)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare(Rows);
        using var result = statement.Stream();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                yield return new(
                    names.Tools.Name(result.Span<int>(0)[i]),
                    result.Text(1, i),
                    result.Text(2, i),
                    DuckTime.Time(result.Span<long>(3)[i]),
                    LinesCodec.Read(result.Span<int>(4)[i], result.Bytes(5, i)));
            }
        }
    }

    private static HashSet<Guid> Stored(DuckConnection connection, IReadOnlyList<IdentifiedEdit> edits)
    {
        connection.Run(Staging);
        using (var appender = connection.Append("wanted_edits"))
        {
            var rows = new AppendedRows(appender);
            foreach (var edit in edits)
            {
                rows.Uuid(0, edit.Identity);
                rows.Next();
            }

            rows.Flush();
        }

        var known = new HashSet<Guid>();
        using var statement = connection.Prepare(Known);
        using var result = statement.Run();
        while (result.NextChunk())
        {
            foreach (ref readonly var value in result.Span<Native.HugeInt>(0)) known.Add(DuckUuid.FromVector(value));
        }

        return known;
    }

    private void Append(DuckConnection connection, List<IdentifiedEdit> edits)
    {
        if (edits.Count == 0) return;
        var sessions = SessionTable.Ids(connection, [.. edits.Select(e => (names.Tools.Id(e.Edit.Tool), e.Edit.Session))]);
        var pack = new PackWriter();
        using var appender = connection.Append("session_edits");
        var rows = new AppendedRows(appender);
        foreach (var (identity, edit) in edits)
        {
            pack.Clear();
            LinesCodec.Write(pack, edit.Lines);
            rows.Value(0, sessions[(names.Tools.Id(edit.Tool), edit.Session)]);
            rows.Day(1, DateOnly.FromDateTime(edit.At.UtcDateTime));
            rows.Time(2, edit.At);
            rows.Uuid(3, identity);
            rows.Text(4, edit.Path);
            rows.Value(5, edit.Lines.Count);
            rows.Bytes(6, pack.Written);
            rows.Next();
        }

        rows.Flush();
    }
}
