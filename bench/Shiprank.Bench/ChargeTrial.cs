using System.Diagnostics;
using System.Globalization;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Organisation;
using Shiprank.Engine;
using Shiprank.Engine.Chargeback;
using Shiprank.Store;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Bench;

/// <summary>
/// <c>charges FOLDER [PEOPLE [ROWS]]</c>: closes a month of an organisation and asks for its statements. Sums of days are made by the store's own engine, one session
/// a person, day and model. The floor is the same grouping as plain SQL, without a line written.
/// </summary>
internal static class ChargeTrial
{
    private const int TeamSize = 100;
    private static readonly DateOnly july = new(2026, 7, 1);
    private static readonly StoppedClock clock = new();

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0) return Usage();
        var (people, rows) = (Number(arguments, 1, 300_000), Number(arguments, 2, 60_000_000));
        var folder = Directory.CreateDirectory(arguments[0]).FullName;
        var file = Path.Combine(folder, DuckStore.FileName);
        if (!File.Exists(file)) Step("make the sums of days", () => Make(file, people, rows));
        Floor(file);
        using var store = DuckStore.Open(file, clock, () => new(1, 2)).Value;
        var workspace = Workspace.Empty with { Organisation = Organisation(people) };
        var months = ChargeMonths.All(store, clock.GetUtcNow());
        ChargeBook Book() => new(store, workspace, clock, Bills, () => "one invoice", []);
        var first = Step("charge the month, open", () => Book().Of(july));
        var closed = Step("close it", () => Book().Close(july, "bench", uninvoiced: true));
        Print($"  {(closed.Succeeded ? $"{closed.Value.Cents / 100m:#,##0.00} USD" : closed.Problem.Reason)}, {first.Bookings.Count} bookings, peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB");
        for (var i = 0; i < 3; i++)
        {
            var view = Step("statement of all centres", () => ChargebackView.Of(m => Book().Of(m), workspace, null, july, months));
            Step("statement of one centre", () => CentreView.Of(view, store, null, "CC-17"));
        }

        return 0;
    }

    private static ChargeBills Bills(DateOnly month) => new([new(Issuers.Anthropic, "A-1", month, 61_234_567.89m, "USD")], []);

    private static OrganisationFile Organisation(int people) => new()
    {
        Teams = [.. Enumerable.Range(0, people / TeamSize).Select(t => new TeamEntry($"team-{t}", $"Team {t}", $"CC-{t}", [.. Enumerable.Range(t * TeamSize, TeamSize).Select(p => new MembershipEntry($"p{p}", null, null))]))],
    };

    private static void Make(string file, int people, int rows)
    {
        using (DuckStore.Open(file, clock, () => new(1, 2)).Value)
        {
            // The schema alone.
        }

        using var open = StoreFile.Open(file, clock, () => throw new InvalidOperationException("the store is there")).Value;
        using var connection = open.Connect();
        connection.Run($"insert into people select i, 'p' || (i - 1) from generate_series(1, {people}) g(i)");
        connection.Run($"insert into cost_centres select i, 'CC-' || (i - 1) from generate_series(1, {people / TeamSize}) g(i)");
        connection.Run("insert into tools values (1, 'claude-code'), (2, 'codex'), (3, 'kiro')");
        connection.Run("insert into models values (1, 'claude-opus-4-8'), (2, 'claude-sonnet-5'), (3, 'claude-haiku-4-5'), (4, 'gpt-5.4'), (5, 'gpt-5.5'), (6, '')");
        connection.Run("insert into repositories select i, 'repository-' || i from generate_series(1, 2000) g(i)");
        connection.Run("insert into tickets select i, 'PAY-' || i from generate_series(1, 40000) g(i)");
        var daily = rows / 31;
        for (var day = 0; day < 31; day++)
        {
            connection.Run(
                $"""
                insert into usage_day
                select date '2026-07-01' + {day}, i + {(long)day * daily}, case when m < 4 then 1 when m < 6 then 2 else 3 end, m, person, repository, repository, case when h % 3 = 0 then person % 40000 + 1 else 0 end,
                  (person - 1) // {TeamSize} + 1, 0, 0, cast(h % 8 as smallint), 4, true, h % 10 = 0, timestamptz '2026-07-01 00:00:00+00', timestamptz '2026-07-01 00:00:00+00',
                  30, 30, 2000, 900000, 50000, 0, 12000, 3000, case when m = 6 then 40000000000 else 0 end, 500000000 + cast(h % 1000000000 as bigint), 0, 0, 0, 0
                from (select i, cast(hash(i, {day}) % {people} as integer) + 1 as person, cast(hash(i, {day}, 1) % 6 as integer) + 1 as m, cast(hash(i, {day}, 2) % 1000000007 as bigint) as h,
                  cast((hash(i, {day}) % {people}) // {TeamSize} % 500 * 4 + hash(i, {day}, 3) % 4 as integer) + 1 as repository
                  from generate_series(1, {daily}) g(i)) x
                """);
        }

        connection.Run("checkpoint");
        Print($"  {connection.Scalar("select count(*) from usage_day")} sums of days, {new FileInfo(file).Length / 1e6:0} MB");
    }

    private static void Floor(string file)
    {
        using var open = StoreFile.Open(file, clock, () => throw new InvalidOperationException("the store is there")).Value;
        using var connection = open.Connect();
        Step("floor: the same sums as SQL", () => connection.Scalar("select count(*) from (select day, tool_id, model_id, cost_centre_id, repository_id, ticket_id, autonomous, sum(input), sum(cache_read), sum(cache_write_5m), sum(cache_write_1h), sum(output), sum(reasoning), sum(credits_nano), sum(cost_nano), sum(estimated_nano), sum(unpriced_tokens) from usage_day where day >= date '2026-07-01' and day < date '2026-08-01' group by all)"));
    }

    private static T Step<T>(string what, Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var done = work();
        Print($"{what}: {watch.Elapsed.TotalSeconds:0.000} s");
        return done;
    }

    private static void Step(string what, Action work) => Step(what, () =>
    {
        work();
        return 0;
    });

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static int Usage()
    {
        Console.Error.WriteLine("usage: bench charges FOLDER [PEOPLE [ROWS]]");
        return 2;
    }

    /// <summary>After the month.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 8, 3, 8, 0, 0, TimeSpan.Zero);
    }
}
