using Shiprank.Core.Badges;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.BadgeTables;

/// <summary>Awards as they were told last, and the log of what became of them.</summary>
internal sealed class AwardTable(Names names)
{
    private const string Columns = "number, kind, holder_id, badge, subject, issued_at, expires_at, state, ended_at, reason, by_repository, by_id, bad_days, days, baseline_bad, baseline_days";

    public IReadOnlyList<AwardEvent> Replace(DuckConnection connection, IReadOnlyList<Award> judged, DateTimeOffset asOf, DateTimeOffset at)
    {
        List<ToldAward> told;
        using (var statement = connection.Prepare($"select {Columns} from badge_awards order by number"))
        {
            using var result = statement.Run();
            told = Read(result, result.NextChunk);
        }

        var (awards, events) = AwardLog.Merge(told, judged, asOf, at);
        var was = told.ToDictionary(t => t.Number);
        foreach (var award in awards.Where(a => !was.TryGetValue(a.Number, out var before) || !IsSame(before.Award, a.Award)))
        {
            if (was.ContainsKey(award.Number)) connection.Run("delete from badge_awards where number = $1", award.Number);
            Insert(connection, award);
        }

        foreach (var it in events)
        {
            connection.Run("insert into badge_events values ($1, $2, $3, $4, $5, $6, $7)", it.At, (int)it.Kind, Holder(it.Kind).Id(it.Holder), StoredText.Clean(it.Badge), StoredText.Clean(it.Subject), (int)it.Step, StoredText.Clean(it.Reason));
        }

        return events;
    }

    public IReadOnlyList<ToldAward> Read(Reader reader)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare($"select {Columns} from badge_awards order by number");
        using var result = statement.Run();
        return Read(result, () => reader.Next(result));
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<AwardEvent> ReadEvents(Reader reader, int last)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare("select told_at, kind, holder_id, badge, subject, step, reason from badge_events order by told_at desc, kind, holder_id, badge, subject, step limit $1");
        using var result = statement.Bind(last).Run();
        var found = new List<AwardEvent>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                var kind = (HolderKind)result.Span<short>(1)[i];
                found.Add(new(DuckTime.Time(result.Span<long>(0)[i]), kind, Holder(kind).Name(result.Span<int>(2)[i]), result.Text(3, i), result.Text(4, i), (AwardStep)result.Span<short>(5)[i], result.Text(6, i)));
            }
        }

        return found;
    }

    private void Insert(DuckConnection connection, ToldAward told)
    {
        var it = told.Award;
        connection.Run(
            $"insert into badge_awards ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            told.Number, (int)it.Kind, Holder(it.Kind).Id(it.Holder), StoredText.Clean(it.Badge), StoredText.Clean(it.Subject), it.IssuedAt, it.ExpiresAt, (int)it.State,
            it.Revoked?.At, StoredText.Clean(it.Revoked?.Reason ?? ""), StoredText.Clean(it.Revoked?.Repository ?? ""), StoredText.Clean(it.Revoked?.By ?? ""),
            it.Rate?.Bad, it.Rate?.Days, it.Rate?.BaselineBad, it.Rate?.BaselineDays);
    }

    private List<ToldAward> Read(DuckResult result, Func<bool> next)
    {
        var found = new List<ToldAward>();
        while (next())
        {
            for (var i = 0; i < result.Count; i++)
            {
                var kind = (HolderKind)result.Span<short>(1)[i];
                found.Add(new(
                    new()
                    {
                        Kind = kind,
                        Holder = Holder(kind).Name(result.Span<int>(2)[i]),
                        Badge = result.Text(3, i),
                        Subject = result.Text(4, i),
                        IssuedAt = DuckTime.Time(result.Span<long>(5)[i]),
                        ExpiresAt = (DateTimeOffset?)result.Value(6, i),
                        State = (AwardState)result.Span<short>(7)[i],
                        Revoked = result.Value(8, i) is DateTimeOffset ended ? new(ended, result.Text(9, i), Text(result, 10, i), Text(result, 11, i)) : null,
                        Rate = result.Value(12, i) is long bad ? new((int)bad, (int)(long)result.Value(13, i)!, (int)(long)result.Value(14, i)!, (int)(long)result.Value(15, i)!) : null,
                        Evidence = [],
                    },
                    result.Span<long>(0)[i]));
            }
        }

        return found;
    }

    private NameTable Holder(HolderKind kind) => kind switch
    {
        HolderKind.Person => names.People,
        HolderKind.Team => names.Teams,
        _ => names.Repositories,
    };

    private static string? Text(DuckResult result, int column, int row) => result.Text(column, row) is { Length: > 0 } text ? text : null;

    /// <summary>Evidence is not stored: it is judged anew.</summary>
    private static bool IsSame(Award a, Award b) => a with { Evidence = [] } == b with { Evidence = [] };
}
