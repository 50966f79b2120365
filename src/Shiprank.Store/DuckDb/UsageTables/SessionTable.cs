using System.Text;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>Ids of sessions. There are too many to hold, so a batch's are looked up together.</summary>
internal static class SessionTable
{
    private const string Wanted = "create or replace temp table wanted_sessions (tool_id integer not null, name text not null)";
    private const int SessionsAtOnce = 100;
    private const string Stored = "select w.tool_id, w.name, s.session_id from wanted_sessions w join sessions s on s.tool_id = w.tool_id and s.name = w.name";

    /// <summary>An id for each session, new ones where there was none.</summary>
    public static Dictionary<(int Tool, string Name), long> Ids(DuckConnection connection, HashSet<(int Tool, string Name)> wanted)
    {
        var ids = Find(connection, wanted);
        if (ids.Count == wanted.Count) return ids;
        var next = (long)connection.Scalar("select coalesce(max(session_id), 0) + 1 from sessions")!;
        using var appender = connection.Append("sessions");
        var row = 0;
        foreach (var session in wanted)
        {
            if (!ids.TryAdd(session, next)) continue;
            appender.Column<long>(0)[row] = next++;
            appender.Column<int>(1)[row] = session.Tool;
            appender.Bytes(2, row, Encoding.UTF8.GetBytes(session.Name));
            row = Advance(appender, row);
        }

        appender.Commit(row);
        appender.Flush();
        return ids;
    }

    /// <summary>Ids of those sessions that are stored, in any order.</summary>
    public static IReadOnlyList<long> Known(Reader reader, Names names, IReadOnlySet<SessionId> sessions)
    {
        var ids = new List<long>(sessions.Count);
        var wanted = sessions.Select(s => (Tool: names.Tools.Find(StoredText.Clean(s.Tool)), Name: StoredText.Clean(s.Session))).ToHashSet();
        foreach (var some in wanted.Select(w => w.Name).Distinct(StringComparer.Ordinal).Chunk(SessionsAtOnce))
        {
            using var statement = reader.Connection.Prepare($"select session_id, tool_id, name from sessions where name in ({string.Join(',', some.Select((_, i) => $"${i + 1}"))})");
            using var result = statement.Bind([.. some]).Run();
            while (reader.Next(result))
            {
                for (var i = 0; i < result.Count; i++)
                {
                    if (wanted.Contains((result.Span<int>(1)[i], result.Text(2, i)))) ids.Add(result.Span<long>(0)[i]);
                }
            }
        }

        return ids;
    }

    private static Dictionary<(int Tool, string Name), long> Find(DuckConnection connection, HashSet<(int Tool, string Name)> wanted)
    {
        connection.Run(Wanted);
        using (var appender = connection.Append("wanted_sessions"))
        {
            var row = 0;
            foreach (var (tool, name) in wanted)
            {
                appender.Column<int>(0)[row] = tool;
                appender.Bytes(1, row, Encoding.UTF8.GetBytes(name));
                row = Advance(appender, row);
            }

            appender.Commit(row);
            appender.Flush();
        }

        var ids = new Dictionary<(int, string), long>(wanted.Count);
        using var statement = connection.Prepare(Stored);
        using var result = statement.Run();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++) ids[(result.Span<int>(0)[i], result.Text(1, i))] = result.Span<long>(2)[i];
        }

        return ids;
    }

    private static int Advance(DuckAppender appender, int row)
    {
        if (++row < DuckAppender.Capacity) return row;
        appender.Commit(row);
        return 0;
    }
}
