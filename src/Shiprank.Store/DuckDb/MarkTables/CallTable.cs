using Shiprank.Core.Usage.Marks;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.UsageTables;

namespace Shiprank.Store.DuckDb.MarkTables;

/// <summary>How sessions called tools, one row each.</summary>
internal sealed class CallTable(Names names)
{
    private const string Rows =
        "select s.tool_id, s.name, c.first_at, c.last_at, c.calls, c.commonest, c.longest_run, c.errors, c.retries, c.nothing_new, c.session_id, c.person_id " +
        "from session_calls c join sessions s on s.session_id = c.session_id";

    /// <summary>Two readings of a session become one that knows what either did; who is known stays known.</summary>
    /// <returns>How many are new or changed.</returns>
    public int Save(DuckConnection connection, string? person, IReadOnlyList<SessionCalls> calls)
    {
        if (calls.Count == 0) return 0;
        var given = new Dictionary<(int Tool, string Name), SessionCalls>();
        foreach (var one in calls)
        {
            var clean = Clean(one);
            var key = (names.Tools.Id(clean.Tool), clean.Session);
            given[key] = given.TryGetValue(key, out var seen) ? seen.Or(clean) : clean;
        }

        var ids = SessionTable.Ids(connection, [.. given.Keys]);
        Stage(connection, ids.Values);
        var (id, people) = (names.People.Id(person is null ? "" : StoredText.Clean(person)), new Dictionary<(int, string), int>());
        using (var statement = connection.Prepare(Rows + " join called_sessions x on x.session_id = c.session_id"))
        using (var result = statement.Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++)
                {
                    var (stored, key) = (Read(result, i), (result.Span<int>(0)[i], result.Text(1, i)));
                    var (known, merged) = (result.Span<int>(11)[i], stored.Or(given[key]));
                    people[key] = known > 0 ? known : id;
                    if (merged == stored && people[key] == known) given.Remove(key);
                    else given[key] = merged;
                }
            }
        }

        Stage(connection, given.Keys.Select(k => ids[k]));
        connection.Run("delete from session_calls where session_id in (select session_id from called_sessions)");
        using var appender = connection.Append("session_calls");
        var rows = new AppendedRows(appender);
        foreach (var (key, one) in given)
        {
            rows.Value(0, ids[key]);
            rows.Value(1, people.GetValueOrDefault(key, id));
            rows.Day(2, DateOnly.FromDateTime(one.Last.UtcDateTime));
            rows.Time(3, one.First);
            rows.Time(4, one.Last);
            rows.Value(5, one.Calls);
            rows.Value(6, one.Commonest);
            rows.Value(7, one.LongestRun);
            rows.Value(8, one.Errors);
            rows.Value(9, one.Retries);
            rows.Value(10, one.NothingNew);
            rows.Next();
        }

        rows.Flush();
        return given.Count;
    }

    /// <param name="person">Null: everybody's, nobody's too.</param>
    public IReadOnlyList<SessionCalls> Read(Reader reader, string? person)
    {
        names.Load(reader.Connection);
        List<SessionCalls> calls = [];
        var id = person is null ? -1 : names.People.Find(StoredText.Clean(person));
        if (id is null) return calls;
        using var statement = reader.Connection.Prepare(Rows + " join tools t on t.tool_id = s.tool_id where $1 < 0 or c.person_id = $1 order by c.first_at, t.name, s.name");
        using var result = statement.Bind(id.Value).Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) calls.Add(Read(result, i));
        }

        return calls;
    }

    private static void Stage(DuckConnection connection, IEnumerable<long> ids)
    {
        connection.Run("create or replace temp table called_sessions (session_id bigint not null)");
        using var appender = connection.Append("called_sessions");
        var rows = new AppendedRows(appender);
        foreach (var id in ids)
        {
            rows.Value(0, id);
            rows.Next();
        }

        rows.Flush();
    }

    private static SessionCalls Clean(SessionCalls calls) => calls with
    {
        Tool = StoredText.Clean(calls.Tool),
        Session = StoredText.Clean(calls.Session),
        First = DuckTime.Time(DuckTime.Micros(calls.First)),
        Last = DuckTime.Time(DuckTime.Micros(calls.Last)),
    };

    private SessionCalls Read(DuckResult from, int i) => new(
        names.Tools.Name(from.Span<int>(0)[i]), from.Text(1, i), DuckTime.Time(from.Span<long>(2)[i]), DuckTime.Time(from.Span<long>(3)[i]),
        from.Span<int>(4)[i], from.Span<int>(5)[i], from.Span<int>(6)[i], from.Span<int>(7)[i], from.Span<int>(8)[i], from.Span<int>(9)[i]);
}
