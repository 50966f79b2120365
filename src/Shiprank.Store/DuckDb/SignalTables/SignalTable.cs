using Shiprank.Core.Money;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Store.DuckDb.AccessTables;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.SignalTables;

/// <summary>Questions that signals asked, and what happened to them.</summary>
internal static class SignalTable
{
    private const string Columns =
        "signal_id, rule, kind, subject, episode, state, opened_at, asked_at, changed_at, seen_at, snoozed_until, cleared_at, answer, answered_nano, answered_days, first_day, last_day, stake_nano, body";

    /// <summary>By id.</summary>
    public static List<SignalQuestion> Read(DuckConnection connection)
    {
        var others = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (id, person) in Rows(connection, "select signal_id, person from signal_people order by signal_id, person", (r, i) => (r.Text(0, i), r.Text(1, i))))
        {
            if (!others.TryGetValue(id, out var list)) others[id] = list = [];
            list.Add(person);
        }

        return Rows(connection, $"select {Columns} from signals order by signal_id", (r, i) => Question(r, i, others.GetValueOrDefault(r.Text(0, i)) ?? []));
    }

    /// <param name="id">Of one question; null: of all.</param>
    public static List<TakenStep> Steps(DuckConnection connection, string? id) => Rows(
        connection,
        $"select signal_id, number, step, state, taken_at, actor, said from signal_steps {(id is null ? "" : "where signal_id = $1 ")}order by signal_id, number",
        (r, i) => new TakenStep(r.Text(0, i), r.Span<int>(1)[i], (QuestionStep)r.Span<short>(2)[i], (QuestionState)r.Span<short>(3)[i], DuckTime.Time(r.Span<long>(4)[i]), r.Text(5, i), r.Text(6, i)),
        id is null ? [] : [StoredText.Clean(id)]);

    /// <returns>The steps with their numbers.</returns>
    public static IReadOnlyList<TakenStep> Save(DuckConnection connection, SignalChange change)
    {
        foreach (var question in change.Questions) Put(connection, question);
        List<TakenStep> taken = [];
        foreach (var step in change.Steps)
        {
            var number = (int)(long)connection.Scalar("select cast(coalesce(max(number), 0) + 1 as bigint) from signal_steps where signal_id = $1", step.Id)!;
            connection.Run("insert into signal_steps values ($1, $2, $3, $4, $5, $6, $7)", step.Id, (long)number, (long)step.Step, (long)step.State, step.At, StoredText.Clean(step.Actor), StoredText.Clean(step.Said));
            taken.Add(step with { Number = number });
        }

        foreach (var entry in change.Audit) AuditTable.Add(connection, entry);
        return taken;
    }

    /// <summary>Takes questions about a person away, and what they said or did from those of others.</summary>
    public static void Erase(DuckConnection connection, string person, string pseudonym)
    {
        var name = StoredText.Clean(person);
        Drop(connection, "select signal_id from signal_people where person = $1", name);
        connection.Run("update signal_steps set actor = $2, said = '' where actor = $1", $"person:{name}", pseudonym);
        connection.Run("update review_answers set reviewer = '' where reviewer = $1", name);
    }

    /// <summary>Takes questions about persons away whose last day is before one, and names of reviewers off what they said before it.</summary>
    public static void Forget(DuckConnection connection, DateOnly before)
    {
        Drop(connection, "select signal_id from signals where last_day < $1 and signal_id in (select signal_id from signal_people)", before);
        connection.Run("update review_answers set reviewer = '' where reviewer <> '' and said_at < $1", new DateTimeOffset(before, TimeOnly.MinValue, TimeSpan.Zero));
    }

    public static List<SignalPost> Posts(DuckConnection connection) => Rows(
        connection, "select signal_id, number, place, tries, next_at, posted_at from signal_posts order by signal_id, number, place",
        (r, i) => new SignalPost(r.Text(0, i), r.Span<int>(1)[i], r.Text(2, i), r.Span<int>(3)[i], Time(r, 4, i), Time(r, 5, i)));

    public static void Put(DuckConnection connection, SignalPost post)
    {
        connection.Run("delete from signal_posts where signal_id = $1 and number = $2 and place = $3", post.Id, (long)post.Number, post.Place);
        connection.Run("insert into signal_posts values ($1, $2, $3, $4, $5, $6)", post.Id, (long)post.Number, post.Place, (long)post.Tries, post.NextAt, post.PostedAt);
    }

    internal static List<T> Rows<T>(DuckConnection connection, string sql, Func<DuckResult, int, T> row, params ReadOnlySpan<object?> values)
    {
        using var statement = connection.Prepare(sql);
        using var result = (values.Length > 0 ? statement.Bind(values) : statement).Run();
        List<T> rows = [];
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++) rows.Add(row(result, i));
        }

        return rows;
    }

    private static void Put(DuckConnection connection, SignalQuestion question)
    {
        var (id, finding) = (question.Id, question.Finding);
        connection.Run("delete from signals where signal_id = $1", id);
        connection.Run("delete from signal_people where signal_id = $1", id);
        connection.Run(
            "insert into signals values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
            id, StoredText.Clean(finding.Rule), (long)finding.Subject.Kind, StoredText.Clean(finding.Subject.Id), StoredText.Clean(finding.Episode), (long)question.State, question.OpenedAt, question.AskedAt, question.ChangedAt,
            question.SeenAt, question.SnoozedUntil, question.ClearedAt, (long?)question.Answer, Nano.Of(question.Answered?.Usd), (long?)question.Answered?.Days, finding.First, finding.Last, Nano.Of(finding.AtStakeUsd),
            FindingBody.Of(question));
        foreach (var person in question.People) connection.Run("insert into signal_people values ($1, $2)", id, StoredText.Clean(person));
    }

    private static void Drop(DuckConnection connection, string which, object value)
    {
        foreach (var table in (string[])["signal_steps", "signal_posts", "signals"]) connection.Run($"delete from {table} where signal_id in ({which})", value);
        connection.Run("delete from signal_people where signal_id not in (select signal_id from signals)");
    }

    private static SignalQuestion Question(DuckResult r, int i, List<string> people)
    {
        var subject = new SignalSubject((SubjectKind)r.Span<short>(2)[i], r.Text(3, i));
        var bare = new Finding
        {
            Rule = r.Text(1, i),
            Subject = subject,
            Episode = r.Text(4, i),
            Others = [.. people.Where(p => subject.Kind != SubjectKind.Person || p != subject.Id)],
            First = DuckTime.Day(r.Span<int>(15)[i]),
            Last = DuckTime.Day(r.Span<int>(16)[i]),
            AtStakeUsd = r.IsNull(17, i) ? null : Nano.Units(r.Span<long>(17)[i]),
            Confidence = 0,
            Title = "",
            Seen = "",
            Evidence = [],
        };
        var (finding, beside) = FindingBody.Read(r.Text(18, i), bare);
        return new()
        {
            Id = r.Text(0, i),
            State = (QuestionState)r.Span<short>(5)[i],
            Finding = finding,
            OpenedAt = DuckTime.Time(r.Span<long>(6)[i]),
            AskedAt = DuckTime.Time(r.Span<long>(7)[i]),
            ChangedAt = DuckTime.Time(r.Span<long>(8)[i]),
            SeenAt = DuckTime.Time(r.Span<long>(9)[i]),
            SnoozedUntil = Time(r, 10, i),
            ClearedAt = Time(r, 11, i),
            Answer = r.IsNull(12, i) ? null : (QuestionState)r.Span<short>(12)[i],
            Answered = r.IsNull(14, i) ? null : new(r.IsNull(13, i) ? null : Nano.Units(r.Span<long>(13)[i]), r.Span<int>(14)[i]),
            Beside = beside,
        };
    }

    private static DateTimeOffset? Time(DuckResult r, int column, int i) => r.IsNull(column, i) ? null : DuckTime.Time(r.Span<long>(column)[i]);
}
