using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.PrivacyTables;

/// <summary>What people said, who was forgotten, whose pseudonym was asked for.</summary>
internal static class PrivacyTable
{
    public static void Add(DuckConnection connection, Consent consent) =>
        connection.Run("insert into consents values ($1, $2, $3, $4)", StoredText.Clean(consent.Person), consent.At, consent.Shares, StoredText.Clean(consent.By));

    /// <summary>In the order of time.</summary>
    public static List<Consent> Consents(Reader reader) => Read(
        reader, "select person, said_at, shares, said_by from consents order by said_at, person", (r, i) => new Consent(r.Text(0, i), DuckTime.Time(r.Span<long>(1)[i]), r.Span<bool>(2)[i], r.Text(3, i)));

    public static List<Erasure> Erasures(Reader reader) => Read(
        reader, "select mark, pseudonym, erased_at from erasures order by erased_at, mark", (r, i) => new Erasure(r.Text(0, i), r.Text(1, i), DuckTime.Time(r.Span<long>(2)[i])));

    public static List<Reveal> Reveals(Reader reader) => Read(
        reader,
        "select pseudonym, asked_by, asked_at, approved_by, approved_at from reveals order by asked_at, pseudonym",
        (r, i) => new Reveal(r.Text(0, i), r.Text(1, i), DuckTime.Time(r.Span<long>(2)[i]), r.Text(3, i) is { Length: > 0 } by ? by : null, r.IsNull(4, i) ? null : DuckTime.Time(r.Span<long>(4)[i])));

    /// <summary>Puts a request, or who agreed to it, in the place of the open one.</summary>
    public static void Put(DuckConnection connection, Reveal reveal)
    {
        connection.Run("delete from reveals where pseudonym = $1 and approved_at is null", StoredText.Clean(reveal.Pseudonym));
        connection.Run(
            "insert into reveals values ($1, $2, $3, $4, $5)", StoredText.Clean(reveal.Pseudonym), StoredText.Clean(reveal.AskedBy), reveal.AskedAt, StoredText.Clean(reveal.ApprovedBy ?? ""), reveal.ApprovedAt);
    }

    /// <summary>Takes a person off every usage row and every record of what was restated, and keeps what tells them when they come back.</summary>
    /// <returns>How many usage rows.</returns>
    public static long Erase(DuckConnection connection, int? person, string name, IReadOnlyList<Erasure> marks)
    {
        var rows = 0L;
        if (person is { } id)
        {
            connection.Run("insert into dirty_days select distinct day from usage_rows where person_id = $1", id);
            rows = (long)connection.Scalar("select count(*) from usage_rows where person_id = $1", id)!;

            KeepCentres(connection, "u.person_id = $1", id);

            // A path below a home folder and a branch often have the person's name in them.
            connection.Run("update session_traces set project_id = 0, branch_id = 0 where session_id in (select session_id from usage_rows where person_id = $1)", id);
            connection.Run("update usage_rows set person_id = 0, project_id = 0, branch_id = 0 where person_id = $1", id);
            connection.Run("update retired_rows set person_id = 0, project_id = 0, branch_id = 0 where person_id = $1", id);
            connection.Run("update control_points set person_id = 0 where person_id = $1", id);
            connection.Run("update bill_lines set person_id = 0 where person_id = $1", id);
            connection.Run("delete from prompt_marks where person_id = $1", id);
            connection.Run("update session_calls set person_id = 0 where person_id = $1", id);
            connection.Run("update cap_events set person_id = 0, branch_id = 0 where person_id = $1", id);
            BadgeTables.ChoiceTable.Erase(connection, id, marks[0].At);
            connection.Run("update people set name = $1 where person_id = $2", marks[0].Pseudonym + "-before", id);
        }

        connection.Run("update restatements set person = $1 where person = $2", marks[0].Pseudonym, StoredText.Clean(name));
        connection.Run("delete from consents where person = $1", StoredText.Clean(name));
        SignalTables.SignalTable.Erase(connection, name, marks[0].Pseudonym);
        foreach (var mark in marks) connection.Run("insert into erasures values ($1, $2, $3)", mark.Mark, mark.Pseudonym, mark.At);
        return rows;
    }

    /// <summary>Takes everybody off usage rows of days before one.</summary>
    /// <returns>How many rows.</returns>
    public static long Forget(DuckConnection connection, DateOnly before)
    {
        SignalTables.SignalTable.Forget(connection, before);
        connection.Run("update retired_rows set person_id = 0 where person_id > 0 and day < $1", before);
        connection.Run("update control_points set person_id = 0 where person_id > 0 and told_at < $1", new DateTimeOffset(before, TimeOnly.MinValue, TimeSpan.Zero));
        connection.Run("update cap_events set person_id = 0 where person_id > 0 and day < $1", before);
        connection.Run("delete from prompt_marks where day < $1", before);
        connection.Run("update session_calls set person_id = 0 where person_id > 0 and day < $1", before);
        connection.Run("update bill_lines set person_id = 0, actor = '' where until_day <= $1 and (person_id > 0 or actor <> '')", before);
        var rows = (long)connection.Scalar("select count(*) from usage_rows where person_id > 0 and day < $1", before)!;
        if (rows == 0) return 0;
        connection.Run("insert into dirty_days select distinct day from usage_rows where person_id > 0 and day < $1", before);
        KeepCentres(connection, "u.person_id > 0 and u.day < $1", before);
        connection.Run("update usage_rows set person_id = 0 where person_id > 0 and day < $1", before);
        return rows;
    }

    /// <summary>Keeps who paid for rows that are about to lose their person. A session is one person's.</summary>
    private static void KeepCentres(DuckConnection connection, string which, object value) => connection.Run(
        $"""
        insert into kept_centres
        select u.day, u.session_id, max(c.cost_centre_id)
        from usage_rows u join cost_centre_spans c on c.person_id = u.person_id and u.day >= c.from_day and u.day < c.to_day
        where {which} and not exists (select 1 from kept_centres h where h.day = u.day and h.session_id = u.session_id)
        group by u.day, u.session_id
        """,
        value);

    private static List<T> Read<T>(Reader reader, string sql, Func<DuckResult, int, T> row)
    {
        using var statement = reader.Connection.Prepare(sql);
        using var result = statement.Run();
        List<T> rows = [];
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) rows.Add(row(result, i));
        }

        return rows;
    }
}
