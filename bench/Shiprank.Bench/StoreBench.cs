using System.Diagnostics;
using System.Globalization;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Store;
using Shiprank.Store.DuckDb;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.UsageTables;
using Shiprank.Store.Usage;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench store [BASE-ROWS [ROUNDS]]</c>: ingest with de-duplication against a plain append of the same rows to a table of the same shape, in turns,
/// over a base of rows; bytes a row; the rollup; patches of 6,000 commits with 3 million lines written and read back.
/// </summary>
internal static class StoreBench
{
    private const int Commits = 6000;
    private const int LinesPerCommit = 500;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ScoreResult Nothing = new()
    {
        Policy = Policy.One,
        AsOf = Start,
        Cells = [],
        Changes = [],
        Deployments = [],
        ActiveWeeks = new Dictionary<string, IReadOnlySet<DateOnly>>(StringComparer.Ordinal),
        Problems = [],
    };

    private static readonly string[] Models = ["claude-sonnet-4-5", "claude-opus-4-1", "gpt-5-codex", "claude-haiku-4-5"];

    public static int Run(string[] arguments)
    {
        var baseRows = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 2_000_000;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 7;
        var folder = Directory.CreateTempSubdirectory("shiprank-bench-").FullName;
        try
        {
            Usage(folder, baseRows, rounds);
            Delivery(folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Usage(string folder, int baseRows, int rounds)
    {
        var path = Path.Combine(folder, "usage.duckdb");
        var at = 0;
        using (var store = Open(path))
        {
            var load = Stopwatch.StartNew();
            while (at < baseRows) store.AddUsage(Batch(ref at, Math.Min(100_000, baseRows - at)));
            Print($"base: {baseRows} rows in {load.Elapsed.TotalSeconds:F1} s");
        }

        Print($"bytes a row: {(double)new FileInfo(path).Length / baseRows:F1}");
        foreach (var size in (int[])[1_000, 10_000, 100_000]) Ingest(folder, path, ref at, size, rounds);
        Rollup(path);
        Read(path);
    }

    /// <summary>Each round: one batch the store's way, the same batch appended plainly, and one batch that the store knows already, cut differently.</summary>
    private static void Ingest(string folder, string path, ref int at, int size, int rounds)
    {
        var (deduplicated, plain, again) = (new List<double>(), new List<double>(), new List<double>());
        using var store = Open(path);
        using var file = StoreFile.Open(Path.Combine(folder, $"plain-{size}.duckdb"), TimeProvider.System, () => new(1, 2)).Value;
        using var connection = file.Connect();
        var names = new Names();
        names.Load(connection);
        for (var round = 0; round < rounds; round++)
        {
            var batch = Batch(ref at, size);
            deduplicated.Add(Time(() => store.AddUsage(batch)));
            plain.Add(Time(() => Append(connection, names, batch)));
            var recut = batch with { ContentHash = ContentHash.Of(BitConverter.GetBytes(-at)) };
            again.Add(Time(() => store.AddUsage(recut)));
        }

        Print($"batches of {size}: {size / Median(deduplicated):F0} rows/s de-duplicated, {size / Median(plain):F0} rows/s plain, ratio {Median(plain) / Median(deduplicated):F2}; all known already {size / Median(again):F0} rows/s");
    }

    private static void Append(DuckConnection connection, Names names, UsageBatch batch)
    {
        connection.Run("begin transaction");
        using (var appender = connection.Append("usage_rows"))
        {
            var row = 0;
            foreach (var priced in batch.Rows)
            {
                UsageColumns.Write(appender, row, names, new(UsageIdentity.Of(priced.Row.Tool, priced.Row.Key), priced), 1, 1, UsageOrigin.Read);
                if (++row < DuckAppender.Capacity) continue;
                appender.Commit(row);
                row = 0;
            }

            appender.Commit(row);
            appender.Flush();
        }

        connection.Run("commit");
    }

    private static void Rollup(string path)
    {
        using var store = Open(path);
        List<UsageFate> fates = [.. store.ReadUsage(UsageFilter.All).Select((r, i) => new UsageFate(r.RowKey, (SpendFate)(i % 8), i % 3 == 0 ? null : new($"repo{i % 9}", $"{i / 500:x40}"), r.CostNano ?? 0))];
        var replace = Time(() => store.ReplaceResults(Nothing, fates));
        var days = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            store.AddUsage(new() { Source = "late", ContentHash = ContentHash.Of(BitConverter.GetBytes(1_000_000 + i)), Rows = [Row(1_999_999_000 + i, Start.AddDays(100 + i))] });
            days.Add(Time(() => store.Restate(CancellationToken.None)));
        }

        Print($"fates: {fates.Count} rows replaced and all days summed in {replace:F2} s; one closed day summed again {Median(days) * 1000:F0} ms");
        object?[] window = [new DateOnly(2026, 1, 1), new DateOnly(2027, 1, 1)];
        foreach (var question in Question.All.Where(IsOfWindow))
        {
            var (rollup, rows) = (new List<double>(), new List<double>());
            for (var i = 0; i < 3; i++)
            {
                rollup.Add(Time(() => store.Ask(question, window)));
                rows.Add(Time(() => store.Ask(question, window, UsageGrain.Row)));
            }

            Print($"  {question.Name}: rollup {Median(rollup) * 1000:F0} ms, rows {Median(rows) * 1000:F0} ms");
        }
    }

    /// <summary>True when a window of days is all that the question asks for.</summary>
    private static bool IsOfWindow(Question question) =>
        question.Sql.Contains("u.day >= $1", StringComparison.Ordinal) && !question.Sql.Contains("$3", StringComparison.Ordinal);

    private static void Read(string path)
    {
        using var store = Open(path);
        var count = 0;
        var time = Time(() => count = store.ReadUsage(UsageFilter.All).Count());
        Print($"read back: {count / time:F0} rows/s");
    }

    private static void Delivery(string folder)
    {
        var path = Path.Combine(folder, "delivery.duckdb");
        using var store = Open(path);
        var empty = new FileInfo(path).Length;
        var shas = Enumerable.Range(0, Commits).Select(i => $"{i * 2654435761L:x40}").ToList();
        var write = Time(() => store.AddPatches("bench", shas.Select(Patch)));
        var history = Time(() => store.SaveHistory(History(shas)));
        var readHistory = Time(() => store.ReadHistory("bench"));
        var lines = 0L;
        var read = Time(() => lines = store.ReadPatches("bench", shas).Sum(p => p.Files.Sum(f => (long)f.Lines.Length)));
        var reversed = Time(() => lines = store.ReadPatches("bench", [.. Enumerable.Reverse(shas)]).Sum(p => p.Files.Sum(f => (long)f.Lines.Length)));
        using var self = Process.GetCurrentProcess();
        Print($"patches: {Commits} commits, {lines} lines: written in {write:F2} s, read in {read:F2} s (backwards {reversed:F2} s); history written in {history:F2} s, read in {readHistory:F2} s; peak of the whole run {self.PeakWorkingSet64 / 1e6:F0} MB");
        store.Dispose();
        Print($"patches: {(new FileInfo(path).Length - empty) / (double)lines:F1} bytes a line on disk");
    }

    private static RepositoryHistory History(List<string> shas) => new()
    {
        Repository = "bench",
        Commits = [.. shas.Select((sha, i) => new Commit(sha, i == 0 ? [] : [shas[i - 1]], new("Ada Example", "ada@example.com"), Start.AddHours(i), new("Ada Example", "ada@example.com"), Start.AddHours(i), MessageFacts.None))],
        FirstParents = shas,
    };

    private static CommitPatch Patch(string sha, int seed)
    {
        var random = new Random(seed);
        var files = new FilePatch[5];
        for (var f = 0; f < files.Length; f++)
        {
            const int count = LinesPerCommit / 5;
            var lines = new LineText[count];
            for (var i = 0; i < count; i++) lines[i] = LineText.Of((ulong)random.NextInt64(), random.Next(16));
            files[f] = new($"src/module{f}/file{seed % 50}.cs", $"src/module{f}/file{seed % 50}.cs", FileTraits.None, FileTraits.None, [new(10, count / 2, 10, count / 2, 0)], lines);
        }

        return new(sha, files);
    }

    private static UsageBatch Batch(ref int at, int size)
    {
        var rows = new PricedUsage[size];
        for (var i = 0; i < size; i++, at++) rows[i] = Row(at, Start.AddSeconds(at * 7.0 % (300 * 86400)));
        return new() { Source = "bench", ContentHash = ContentHash.Of(BitConverter.GetBytes(at)), Rows = rows };
    }

    private static PricedUsage Row(int n, DateTimeOffset at)
    {
        var session = n / 40;
        var mixed = unchecked((uint)n * 2654435761u);
        return new(
            new()
            {
                Tool = session % 3 == 0 ? "codex" : "claude-code",
                Key = $"msg_{mixed:x8}{n:x8}:req_{n:x8}",
                OccurredAt = at.AddMilliseconds(mixed % 1000),
                Session = $"{session:x8}-0000-4000-8000-{unchecked((uint)session * 40503u):x12}",
                Model = Models[session % Models.Length],
                Project = $"/home/dev{session % 60}/repo{session % 9}",
                Branch = session % 4 == 0 ? "main" : $"feature/{session % 500}",
                Person = $"dev{session % 60}",
                Tokens = new(mixed % 50, mixed % 150_000, mixed % 4_000, mixed % 7 == 0 ? mixed % 900 : 0, mixed % 3_000, mixed % 300),
            },
            mixed % 400_000_000,
            "2026-09-23");
    }

    private static DuckStore Open(string path) => DuckStore.Open(path, TimeProvider.System, () => new(1, 2)).Value;

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
