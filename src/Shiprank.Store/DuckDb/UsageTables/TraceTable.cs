using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Usage;
using Shiprank.Store.Delivery;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>What sessions did, one row each.</summary>
internal sealed class TraceTable(Names names)
{
    private const string Rows =
        "select s.tool_id, s.name, t.project_id, t.branch_id, t.started_at, t.ended_at, t.edits, t.edits_known, t.edited_files, t.session_id " +
        "from session_traces t join sessions s on s.session_id = t.session_id";

    public void Save(DuckConnection connection, IReadOnlyList<SessionTrace> traces)
    {
        var merged = new Dictionary<(int Tool, string Name), SessionTrace>();
        foreach (var trace in traces)
        {
            var clean = Clean(trace);
            var key = (names.Tools.Id(clean.Tool), clean.Session);
            merged[key] = merged.TryGetValue(key, out var seen) ? TraceMerge.Merge(seen, clean) : clean;
        }

        var ids = SessionTable.Ids(connection, [.. merged.Keys]);
        StageIds(connection, ids.Values);
        using (var statement = connection.Prepare(Rows + " join traced_sessions x on x.session_id = t.session_id"))
        using (var result = statement.Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++)
                {
                    var stored = Read(result, i);
                    var key = (result.Span<int>(0)[i], stored.Session);
                    merged[key] = TraceMerge.Merge(stored, merged[key]);
                }
            }
        }

        connection.Run("delete from session_traces where session_id in (select session_id from traced_sessions)");
        Append(connection, merged, ids);
    }

    public IEnumerable<SessionTrace> Read(Reader reader)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare(Rows + " join tools n on n.tool_id = s.tool_id order by t.started_at, n.name, s.name");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) yield return Read(result, i);
        }
    }

    public IReadOnlyList<SessionTrace> Read(Reader reader, IReadOnlySet<SessionId> sessions)
    {
        names.Load(reader.Connection);
        var found = new List<SessionTrace>();
        if (SessionTable.Known(reader, names, sessions) is not { Count: > 0 } ids) return found;
        using var statement = reader.Connection.Prepare(Rows + $" where t.session_id in ({string.Join(',', ids)}) and s.session_id in ({string.Join(',', ids)})");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) found.Add(Read(result, i));
        }

        return [.. found.OrderBy(t => t.StartedAt).ThenBy(t => t.Tool, StringComparer.Ordinal).ThenBy(t => t.Session, StringComparer.Ordinal)];
    }

    private static void StageIds(DuckConnection connection, IEnumerable<long> ids)
    {
        connection.Run("create or replace temp table traced_sessions (session_id bigint not null)");
        using var appender = connection.Append("traced_sessions");
        var rows = new AppendedRows(appender);
        foreach (var id in ids)
        {
            rows.Value(0, id);
            rows.Next();
        }

        rows.Flush();
    }

    private static SessionTrace Clean(SessionTrace trace) => trace with
    {
        Tool = StoredText.Clean(trace.Tool),
        Session = StoredText.Clean(trace.Session),
        Project = StoredText.Clean(trace.Project),
        Branch = StoredText.Clean(trace.Branch),
        StartedAt = DuckTime.Time(DuckTime.Micros(trace.StartedAt)),
        EndedAt = DuckTime.Time(DuckTime.Micros(trace.EndedAt)),
        EditedFiles = [.. trace.EditedFiles.Select(StoredText.Clean)],
    };

    private void Append(DuckConnection connection, Dictionary<(int Tool, string Name), SessionTrace> traces, Dictionary<(int Tool, string Name), long> ids)
    {
        var pack = new PackWriter();
        using var appender = connection.Append("session_traces");
        var rows = new AppendedRows(appender);
        foreach (var (key, trace) in traces)
        {
            pack.Clear();
            pack.Count(trace.EditedFiles.Count);
            foreach (var file in trace.EditedFiles) pack.Text(file);
            rows.Value(0, ids[key]);
            rows.Value(1, names.Projects.Id(trace.Project));
            rows.Value(2, names.Branches.Id(trace.Branch));
            rows.Time(3, trace.StartedAt);
            rows.Time(4, trace.EndedAt);
            rows.Value(5, trace.Edits);
            rows.Value(6, trace.EditsKnown);
            rows.Bytes(7, pack.Written);
            rows.Next();
        }

        rows.Flush();
    }

    private SessionTrace Read(DuckResult from, int i)
    {
        var pack = new PackReader(from.Bytes(8, i));
        var files = new string[pack.Count()];
        for (var f = 0; f < files.Length; f++) files[f] = pack.Text();
        return new(
            names.Tools.Name(from.Span<int>(0)[i]),
            from.Text(1, i),
            names.Projects.Name(from.Span<int>(2)[i]),
            names.Branches.Name(from.Span<int>(3)[i]),
            DuckTime.Time(from.Span<long>(4)[i]),
            DuckTime.Time(from.Span<long>(5)[i]),
            from.Span<int>(6)[i],
            from.Span<bool>(7)[i],
            files);
    }
}
