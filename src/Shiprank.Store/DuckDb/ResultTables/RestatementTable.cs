using Shiprank.Core.Score.Restating;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.ResultTables;

/// <summary>The log of what later runs stated otherwise: only added to.</summary>
internal static class RestatementTable
{
    public static void Add(DuckConnection connection, DateTimeOffset at, IReadOnlyList<Restatement> restated)
    {
        if (restated.Count == 0) return;
        using var appender = connection.Append("restatements");
        var rows = new AppendedRows(appender);
        foreach (var it in restated)
        {
            rows.Time(0, at);
            rows.Text(1, StoredText.Clean(it.Subject));
            rows.Day(2, it.Day);
            rows.Value(3, it.OldNano);
            rows.Value(4, it.NewNano);
            rows.Text(5, StoredText.Clean(it.Cause));
            rows.Text(6, StoredText.Clean(it.Person ?? ""));
            rows.Value(7, it.Closed);
            rows.Next();
        }

        rows.Flush();
    }

    public static IReadOnlyList<LoggedRestatement> Read(Reader reader, DateOnly since, DateOnly until)
    {
        using var statement = reader.Connection.Prepare(
            "select restated_at, subject, day, old_nano, new_nano, cause, person, closed from restatements where day >= $1 and day <= $2 order by restated_at desc, day, subject, person");
        using var result = statement.Bind(since, until).Run();
        var found = new List<LoggedRestatement>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                found.Add(new(
                    DuckTime.Time(result.Span<long>(0)[i]),
                    new(result.Text(1, i), result.Text(6, i) is { Length: > 0 } person ? person : null, DuckTime.Day(result.Span<int>(2)[i]), (long?)result.Value(3, i), (long?)result.Value(4, i), result.Text(5, i), (bool)result.Value(7, i)!)));
            }
        }

        return found;
    }
}
