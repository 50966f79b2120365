using System.Globalization;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Bench.Pages;

/// <summary>
/// Sessions of about forty responses each, made here; their rows and what these became, made by the engine in the order of time. Not by the
/// way of ingest, which would take longer than all that is measured.
/// </summary>
internal sealed class BigUsage(BigScore score, DateTimeOffset start, int days, int sessions)
{
    private const int DaysAtOnce = 20;

    private const string Sessions =
        "create or replace temp table big_sessions (session_id bigint, person_id integer, tool_id integer, model_id integer, other_model_id integer, repository_id integer, project_id integer, " +
        "branch_id integer, started bigint, rows integer, autonomous boolean, fate smallint, evidence smallint, change_id bigint, other_fate smallint, other_change_id bigint)";

    private const string Rows =
        """
        insert into usage_rows
        select cast(x.occurred_at as date), x.occurred_at, x.session_id, x.tool_id, x.model_id, 0, x.person_id, 0, x.project_id, x.branch_id, 0, x.autonomous, 0,
          x.input, x.cache_read, x.cache_write, 0, x.output, x.output // 4, case when x.tool_id = 3 then x.output * 1000000 end, null,
          case when x.model_id = 20 then null else x.input * 3000 + x.cache_read * 300 + x.cache_write * 3750 + x.output * 15000 end,
          0, 1, cast(x.h >> 1 as bigint),
          cast(lpad(lower(to_hex(epoch_ms(x.occurred_at))), 12, '0') || right(md5(x.session_id || '/' || x.n), 20) as uuid), 0
        from (
          select s.*, n, hash(s.session_id, n) as h, make_timestamptz(s.started + n * 97000000 + cast(hash(n, s.session_id) % 60000000 as bigint)) as occurred_at,
            case when hash(s.session_id, n) % 7 = 0 then s.other_model_id else s.main_model_id end as model_id,
            cast(hash(s.session_id, n) % 400 as bigint) as input, cast(hash(s.session_id, n, 1) % 90000 as bigint) as cache_read,
            cast(hash(s.session_id, n, 2) % 4000 as bigint) as cache_write, cast(hash(s.session_id, n, 3) % 3000 as bigint) as output
          from (select * exclude (model_id), model_id as main_model_id from big_sessions where started >= $1 and started < $2) s, generate_series(0, s.rows - 1) as g(n)
        ) x
        """;

    private const string Fates =
        """
        insert into usage_fates
        select u.session_id, u.row_key, u.day, p.part, case when p.part = 0 then s.fate else s.other_fate end, case when p.part = 0 then s.change_id else s.other_change_id end,
          case when s.other_change_id = 0 then coalesce(u.cost_nano, 0) when p.part = 0 then coalesce(u.cost_nano - u.cost_nano // 3, 0) else coalesce(u.cost_nano // 3, 0) end,
          s.evidence, s.repository_id,
          case when s.other_change_id = 0 then null when p.part = 0 then u.input - u.input // 3 else u.input // 3 end,
          case when s.other_change_id = 0 then null when p.part = 0 then u.cache_read - u.cache_read // 3 else u.cache_read // 3 end,
          case when s.other_change_id = 0 then null when p.part = 0 then u.cache_write_5m - u.cache_write_5m // 3 else u.cache_write_5m // 3 end,
          case when s.other_change_id = 0 then null else 0 end,
          case when s.other_change_id = 0 then null when p.part = 0 then u.output - u.output // 3 else u.output // 3 end,
          case when s.other_change_id = 0 then null when p.part = 0 then u.reasoning - u.reasoning // 3 else u.reasoning // 3 end,
          case when s.other_change_id = 0 then null when p.part = 0 then u.credits_nano - u.credits_nano // 3 else u.credits_nano // 3 end
        from usage_rows u join big_sessions s on s.session_id = u.session_id join (values (cast(0 as smallint)), (cast(1 as smallint))) p(part) on p.part = 0 or s.other_change_id > 0
        where u.day >= $1 and u.day < $2
        """;

    private readonly Random random = new(7);
    private readonly List<(int Person, int Tool, int Repository, int Day, ScoredChange? Change, ScoredChange? Other)> made = [];

    /// <summary>Makes the sessions. Their links, for the score.</summary>
    public IReadOnlyList<SessionLink> Plan()
    {
        var links = new List<SessionLink>();
        for (var i = 0; i < sessions; i++)
        {
            var day = (int)((long)i * days / sessions);
            var person = random.Next(33) == 0 ? -1 : random.Next(BigOrganisation.People);
            var repository = person < 0 ? random.Next(BigOrganisation.Repositories) : BigOrganisation.TeamOf(person) % BigOrganisation.Repositories;
            var linked = person >= 0 && random.Next(10) < 7;
            var change = linked ? score.Near(repository, day, days) : null;
            var other = linked && random.Next(7) == 0 ? score.Near(repository, day, days) : null;
            if (other?.Sha == change?.Sha) other = null;
            made.Add((person, random.Next(BigOrganisation.Tools.Length), repository, day, change, other));
            foreach (var to in (ScoredChange?[])[change, other])
            {
                if (to is not null) links.Add(new(new(BigOrganisation.Tools[made[i].Tool], Name(i)), to.Repository, to.Sha, LinkEvidence.Content, [$"src/file{i % 50}.cs"], 1 + random.Next(80), [to.Sha]));
            }
        }

        return links;
    }

    /// <summary>Writes sessions, rows and fates. The caller holds no transaction.</summary>
    /// <param name="changeIds">As the results gave them to changes.</param>
    public void Write(DuckConnection connection, Names names, Func<ScoredChange, long> changeIds)
    {
        connection.Run("begin transaction");
        connection.Run(Sessions);
        using (var appender = connection.Append("sessions"))
        {
            var rows = new AppendedRows(appender);
            for (var i = 0; i < made.Count; i++)
            {
                rows.Value(0, i + 1L);
                rows.Value(1, names.Tools.Id(BigOrganisation.Tools[made[i].Tool]));
                rows.Text(2, Name(i));
                rows.Next();
            }

            rows.Flush();
        }

        using (var appender = connection.Append("big_sessions"))
        {
            var rows = new AppendedRows(appender);
            for (var i = 0; i < made.Count; i++) Append(rows, names, i, changeIds);
            rows.Flush();
        }

        names.Save(connection);
        connection.Run("commit");
        for (var day = 0; day < days; day += DaysAtOnce)
        {
            connection.Run(Rows, DuckTime.Micros(start.AddDays(day)), DuckTime.Micros(start.AddDays(day + DaysAtOnce)));
            connection.Run(Fates, DateOnly.FromDateTime(start.UtcDateTime).AddDays(day), DateOnly.FromDateTime(start.UtcDateTime).AddDays(Math.Min(day + DaysAtOnce, days + 1)));
        }

        connection.Run("drop table big_sessions");
        connection.Run("insert into dirty_days select distinct day from usage_rows");
    }

    private static string Name(int session) => string.Create(CultureInfo.InvariantCulture, $"{session:x8}-0000-4000-8000-{unchecked((uint)session * 40503u):x12}");

    private void Append(AppendedRows rows, Names names, int i, Func<ScoredChange, long> changeIds)
    {
        var (person, tool, repository, day, change, other) = made[i];
        var unlinked = person < 0 ? SpendFate.Unattributed : random.Next(3) switch { 0 => SpendFate.NoCode, 1 => day > days - 30 ? SpendFate.Open : SpendFate.Abandoned, _ => SpendFate.NoCode };
        rows.Value(0, i + 1L);
        rows.Value(1, person < 0 ? 0 : names.People.Id(BigOrganisation.Person(person)));
        rows.Value(2, names.Tools.Id(BigOrganisation.Tools[tool]));
        rows.Value(3, names.Models.Id(BigOrganisation.Models[random.Next(BigOrganisation.Models.Length)]));
        rows.Value(4, names.Models.Id(BigOrganisation.Models[random.Next(BigOrganisation.Models.Length)]));
        rows.Value(5, names.Repositories.Id(BigOrganisation.Repository(repository)));
        rows.Value(6, names.Projects.Id($"/home/dev/src/{BigOrganisation.Repository(repository)}"));
        rows.Value(7, names.Branches.Id(random.Next(4) == 0 ? "main" : $"feature/{i % 500}"));
        // Within the day: no row of a session is of the next one.
        rows.Value(8, DuckTime.Micros(start.AddDays(day).AddSeconds(random.Next(72_000))));
        rows.Value(9, random.Next(10, 71));
        rows.Value(10, random.Next(12) == 0);
        rows.Value(11, (short)(change is null ? unlinked : SpendFates.Of(change.Fate)));
        rows.Value(12, (short)(change is null ? LinkEvidence.None : LinkEvidence.Content));
        rows.Value(13, change is null ? 0 : changeIds(change));
        rows.Value(14, (short)(other is null ? unlinked : SpendFates.Of(other.Fate)));
        rows.Value(15, other is null ? 0 : changeIds(other));
        rows.Next();
    }
}
