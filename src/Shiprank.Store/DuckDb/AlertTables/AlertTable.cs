using Shiprank.Core.Money.Alerts;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.AlertTables;

/// <summary>Alerts that fired, and where they went.</summary>
internal static class AlertTable
{
    private const string Columns = "alert_id, rule, subject, period, level, title, body, opened_at, seen_at";

    /// <returns>Those that were new.</returns>
    public static IReadOnlyList<StoredAlert> Add(DuckConnection connection, IReadOnlyList<Alert> judged, DateTimeOffset now)
    {
        var next = (long)connection.Scalar("select coalesce(max(alert_id), 0) from alerts")!;
        List<StoredAlert> added = [];
        foreach (var given in judged)
        {
            var alert = given with { Subject = StoredText.Clean(given.Subject), Level = StoredText.Clean(given.Level), Title = StoredText.Clean(given.Title), Text = StoredText.Clean(given.Text) };
            if (connection.Scalar("select 1 from alerts where rule = $1 and subject = $2 and period = $3 and level = $4", (long)alert.Rule, alert.Subject, alert.Period, alert.Level) is not null) continue;
            connection.Run("insert into alerts values ($1, $2, $3, $4, $5, $6, $7, $8, null)", ++next, (long)alert.Rule, alert.Subject, alert.Period, alert.Level, alert.Title, alert.Text, now);
            added.Add(new(next, alert, now, null));
        }

        return added;
    }

    public static IReadOnlyList<StoredAlert> Read(Reader reader, int last)
    {
        List<StoredAlert> alerts = [];
        using var statement = reader.Connection.Prepare($"select {Columns} from alerts order by alert_id desc limit $1");
        using var result = statement.Bind((long)last).Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var what = new Alert((AlertRule)result.Span<short>(1)[i], result.Text(2, i), DuckTime.Day(result.Span<int>(3)[i]), result.Text(4, i), result.Text(5, i), result.Text(6, i));
                alerts.Add(new(result.Span<long>(0)[i], what, DuckTime.Time(result.Span<long>(7)[i]), result.IsNull(8, i) ? null : DuckTime.Time(result.Span<long>(8)[i])));
            }
        }

        return alerts;
    }

    /// <param name="at">Null: it is open again.</param>
    public static bool See(DuckConnection connection, long id, DateTimeOffset? at)
    {
        if (connection.Scalar("select 1 from alerts where alert_id = $1", id) is null) return false;
        if (at is { } moment) connection.Run("update alerts set seen_at = $2 where alert_id = $1", id, moment);
        else connection.Run("update alerts set seen_at = null where alert_id = $1", id);
        return true;
    }

    public static IReadOnlySet<(long Id, string Channel)> Sent(Reader reader, long from)
    {
        HashSet<(long, string)> sent = [];
        using var statement = reader.Connection.Prepare("select alert_id, channel from alerts_sent where alert_id >= $1");
        using var result = statement.Bind(from).Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) sent.Add((result.Span<long>(0)[i], result.Text(1, i)));
        }

        return sent;
    }

    public static void AddSent(DuckConnection connection, IReadOnlyList<long> ids, string channel, DateTimeOffset at)
    {
        foreach (var id in ids) connection.Run("insert into alerts_sent values ($1, $2, $3)", id, StoredText.Clean(channel), at);
    }
}
