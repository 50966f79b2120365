using System.Diagnostics;
using System.Globalization;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Usage;
using Shiprank.Core.Usage;
using Shiprank.Engine.Signals;
using Shiprank.Store;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Bench;

/// <summary>
/// <c>signals FOLDER [ROWS [PEOPLE]]</c>: the facts and all rules about usage over a window's rows, from nothing and after 100,000 new ones. The floor is a count
/// of the same rows by person and hour as plain SQL, without a statistic.
/// </summary>
internal static class SignalsTrial
{
    private const int NewRows = 100_000;
    private static readonly DateTimeOffset AsOf = new(2026, 6, 28, 20, 0, 0, TimeSpan.Zero);

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench signals FOLDER [ROWS [PEOPLE]]");
            return 2;
        }

        var (rows, people) = (Number(arguments, 1, 10_000_000), Number(arguments, 2, 2000));
        var file = Path.Combine(Directory.CreateDirectory(arguments[0]).FullName, DuckStore.FileName);
        if (!File.Exists(file)) Step("make the rows", () => Make(file, rows, people));
        Floor(file);
        using var store = DuckStore.Open(file, TimeProvider.System, () => new(1, 2)).Value;
        var reader = new UsageFactsReader(store);
        for (var round = 0; round < 4; round++)
        {
            if (round > 0)
            {
                // Known rows are not new ones: a file that is measured twice gets others.
                store.AddUsage(Batch((int)(Stopwatch.GetTimestamp() % 1_000_000_007), people));
            }

            var all = Stopwatch.StartNew();
            var facts = Step(round == 0 ? "facts, from nothing" : $"facts, {NewRows} rows more", () => reader.Read(AsOf));
            var found = Step("  all rules", () => SignalCatalogue.Look(new() { AsOf = AsOf, Usage = facts, Delivery = new() }));
            using var process = Process.GetCurrentProcess();
            Print($"  in all {all.Elapsed.TotalSeconds:F2} s: {reader.CallsRead} calls read, {reader.LookedAt} of {facts.Subjects.Count} subjects worked out anew, {found.Count} questions; now {process.WorkingSet64 / 1e6:0} MB, peak {process.PeakWorkingSet64 / 1e6:0} MB");
        }

        return 0;
    }

    private static void Make(string file, int rows, int people)
    {
        using (DuckStore.Open(file, TimeProvider.System, () => new(1, 2)).Value)
        {
            // The schema alone.
        }

        using var open = StoreFile.Open(file, TimeProvider.System, () => throw new InvalidOperationException("the store is there")).Value;
        using var connection = open.Connect();
        connection.Run($"insert into people select i, 'p' || i from generate_series(1, {people}) g(i)");
        connection.Run("insert into tools values (1, 'claude-code')");
        connection.Run("insert into models values (1, 'claude-sonnet-5')");
        var daily = rows / UsageFacts.WindowDays;
        for (var day = 0; day < UsageFacts.WindowDays; day++)
        {
            // Each person's day is sittings of about ten minutes at work; a tenth of the sessions are runs.
            connection.Run(
                $"""
                insert into usage_rows
                select date '2026-06-01' + {day}, timestamptz '2026-06-01 08:00:00+00' + to_seconds({day} * 86400 + sitting * 1800 + cast(hash(i, 4) % 600 as integer)),
                  person * 1000 + {day} * 20 + sitting, 1, 1, 0, person, 0, 0, 0, 0, sitting = 7, 0, cast(h % 50 as bigint), 20000 + cast(h % 120000 as bigint), 200 + cast(h % 5000 as bigint), 0, 25 + cast(h % 2000 as bigint), 0,
                  null, null, 20000000, 0, {day + 1}, cast(h as bigint), uuid(), 0
                from (select i, cast(hash(i, {day}) % {people} as integer) + 1 as person, cast(hash(i, {day}, 1) % 18 as integer) as sitting, hash(i, {day}, 2) % 1000000007 as h from generate_series(1, {daily}) g(i)) x
                """);
            connection.Run($"insert into batches select uuid(), {day + 1}, 0, {daily}, {daily}, 0, 0, timestamptz '2026-06-28 00:00:00+00'");
        }

        connection.Run("insert into sessions select distinct session_id, 1, 's' || session_id from usage_rows");
        connection.Run(
            """
            insert into usage_day
            select day, session_id, 1, 1, person_id, 0, 0, 0, 0, 0, 0, cast(session_id % 8 as smallint), 4, true, autonomous, min(occurred_at), max(occurred_at), count(*), count(*),
              sum(input), sum(cache_read), sum(cache_write_5m), 0, sum(output), 0, 0, sum(cost_nano), 0, 0, 0, 0
            from usage_rows group by day, session_id, person_id, autonomous
            """);

        // A prompt for every twenty calls, a third of them long ones that somebody asked before.
        connection.Run(
            $"""
            insert into prompt_marks
            select row_number() over (), session_id, person_id, day, occurred_at, 120, identity,
              unhex(md5(cast(seed as varchar)) || md5('b' || seed) || md5('c' || seed) || md5('d' || seed))
            from (select *, case when identity % 3 = 0 then person_id * 100 + identity % 40 else identity + person_id * 7919 end as seed from usage_rows where identity % 20 = 0) x
            """);
        connection.Run(
            """
            insert into session_calls
            select session_id, any_value(person_id), any_value(day), min(occurred_at), max(occurred_at), count(*), 3, case when session_id % 5000 = 0 then 60 else 2 end, 1, 1, 20
            from usage_rows group by session_id
            """);
        connection.Run("checkpoint");
    }

    private static void Floor(string file)
    {
        using var open = StoreFile.Open(file, TimeProvider.System, () => throw new InvalidOperationException("the store is there")).Value;
        using var connection = open.Connect();
        for (var i = 0; i < 3; i++)
        {
            Step("floor: count by person and hour, plain SQL", () =>
            {
                using var statement = connection.Prepare("select person_id, day, extract(hour from occurred_at), count(*) from usage_rows group by 1, 2, 3");
                using var result = statement.Run();
                var groups = 0L;
                while (result.NextChunk()) groups += result.Count;
                return groups;
            });
        }
    }

    private static UsageBatch Batch(int round, int people)
    {
        var random = new Random(round);
        return new()
        {
            Source = "bench",
            ContentHash = ContentHash.Of(BitConverter.GetBytes(round)),
            Rows =
            [
                .. Enumerable.Range(0, NewRows).Select(i => new PricedUsage(
                    new()
                    {
                        Tool = "claude-code", Key = $"{round}-{i}", OccurredAt = AsOf.AddSeconds(-random.Next(12 * 3600)), Session = $"n{round}-{i / 50}", Model = "claude-sonnet-5",
                        Person = $"p{1 + random.Next(people)}", Tokens = new(3, random.Next(20_000, 140_000), random.Next(5000), 0, random.Next(25, 2000)),
                    },
                    20_000_000, "bench")),
            ],
        };
    }

    private static T Step<T>(string name, Func<T> run)
    {
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var result = run();
        Print($"{name}: {watch.Elapsed.TotalSeconds:F2} s, CPU {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F2} s");
        return result;
    }

    private static void Step(string name, Action run) => Step(name, () =>
    {
        run();
        return 0;
    });

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
