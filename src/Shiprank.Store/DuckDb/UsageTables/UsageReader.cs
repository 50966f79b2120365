using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>Streams usage rows in the order of time, a few days' worth at once, so that sorting needs little memory.</summary>
internal sealed class UsageReader(Names names)
{
    private const int WindowRows = 200_000;
    private const string Where = "($1 is null or u.person_id = $1) and u.day between $2 and $3 and u.occurred_at >= $4 and u.occurred_at < $5 and u.occurred_at <= $6";
    private const string Days = $"select u.day, count(*) from usage_rows u where {Where} group by u.day order by u.day";
    private const string Rows = $"select {UsageColumns.Select} from usage_rows u join sessions s on s.session_id = u.session_id where {Where}";
    private const string Order = " order by u.row_key";

    public IEnumerable<StoredUsage> Read(Reader reader, UsageFilter filter)
    {
        var connection = reader.Connection;
        names.Load(connection);
        int? person = null;
        if (filter.Person is { } name)
        {
            person = names.People.Find(StoredText.Clean(name));
            if (person is null) yield break;
        }

        var only = "";
        if (filter.Sessions is { } wanted)
        {
            if (SessionTable.Known(reader, names, wanted) is not { Count: > 0 } ids) yield break;

            // The range lets blocks of rows be passed over: ids were given in the order of time.
            only = $" and u.session_id between {ids.Min()} and {ids.Max()} and u.session_id in ({string.Join(',', ids)}) and s.session_id in ({string.Join(',', ids)})";
        }

        using var statement = connection.Prepare(Rows + only + Order);
        foreach (var (first, last) in filter.Sessions is null ? Windows(reader, person, filter) : [(DateOnly.MinValue, DateOnly.MaxValue)])
        {
            var sessions = new Dictionary<long, string>();
            using var result = Bind(statement, person, first, last, filter).Stream();
            while (reader.Next(result))
            {
                for (var i = 0; i < result.Count; i++) yield return UsageColumns.Read(result, i, names, sessions);
            }
        }
    }

    private static List<(DateOnly First, DateOnly Last)> Windows(Reader reader, int? person, UsageFilter filter)
    {
        var windows = new List<(DateOnly First, DateOnly Last)>();
        using var statement = reader.Connection.Prepare(Days);
        using var result = Bind(statement, person, DateOnly.MinValue, DateOnly.MaxValue, filter).Run();
        var rows = 0L;
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var day = DuckTime.Day(result.Span<int>(0)[i]);
                if (rows == 0) windows.Add((day, day));
                windows[^1] = (windows[^1].First, day);
                rows += result.Span<long>(1)[i];
                if (rows >= WindowRows) rows = 0;
            }
        }

        return windows;
    }

    private static DuckStatement Bind(DuckStatement statement, int? person, DateOnly first, DateOnly last, UsageFilter filter) => statement.Bind(
        person, first, last, filter.From ?? DateTimeOffset.MinValue, filter.To ?? DateTimeOffset.MaxValue, filter.AsOf ?? DateTimeOffset.MaxValue);
}
