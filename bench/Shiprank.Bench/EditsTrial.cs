using System.Globalization;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.ClaudeCode;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench edits [MB] [ROUNDS] [HOME]</c>: taking the lines that sessions wrote out of generated transcripts (or HOME's), beside merely reading the same bytes in the
/// same process, on as many threads. Rounds alternate; the best CPU time of each counts. Also what a sync reads: usage and edits together, and marks as well.
/// </summary>
internal static class EditsTrial
{
    private static readonly TextHasher Hasher = new(1, 2);
    private static readonly Dictionary<string, string> NoVariables = [];
    private static readonly MarkSettings Marks = MarkSettings.Of(1, 2);

    public static int Run(string[] arguments)
    {
        var megabytes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("shiprank-bench-").FullName;
        try
        {
            var home = arguments.Length > 2 ? arguments[2] : Path.Join(folder, "home");
            if (arguments.Length <= 2)
            {
                var made = new EditHome(home, 1);
                made.Write(megabytes * 1_000_000L);
                Print($"home: {made.Bytes / 1e6:0} MB, {made.Expected.Edits} edits, {made.Expected.Lines} lines written");
            }

            var files = ClaudeStores.Find(home, NoVariables, new FolderWalk(new IngestReport())).OrderByDescending(f => f.Length).ToList();
            var best = new double[6];
            Array.Fill(best, double.MaxValue);
            for (var i = 0; i < rounds; i++)
            {
                Time(ref best[0], () => Each(files, ReadBytes));
                Time(ref best[1], () => Each(files, (file, worker) => worker.ReadLines(file, _ => { }, CancellationToken.None)));
                Time(ref best[2], () => Extract(files));
                Time(ref best[3], () => Read(home, withEdits: false));
                Time(ref best[4], () => Read(home, withEdits: true));
                Time(ref best[5], () => Read(home, withEdits: true, Marks));
            }

            Print($"found: {Read(home, withEdits: true, Marks)}");
            Print($"CPU: bytes {best[0]:0.000} s, lines {best[1]:0.000} s, edits {best[2]:0.000} s; usage {best[3]:0.000} s, usage and edits {best[4]:0.000} s, with marks {best[5]:0.000} s");
            Print($"ratio: edits / bytes {best[2] / best[0]:0.00}, edits / lines {best[2] / best[1]:0.00}, (usage and edits) / usage {best[4] / best[3]:0.00}, with marks / without {best[5] / best[4]:0.00}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Time(ref double best, Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private static void Each(List<LogFile> files, Action<LogFile, LogWorker> read)
    {
        var next = -1;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            using var worker = new LogWorker(DateTime.MaxValue.Ticks / 2, Hasher);
            for (var i = Interlocked.Increment(ref next); i < files.Count; i = Interlocked.Increment(ref next)) read(files[i], worker);
        });
    }

    private static void ReadBytes(LogFile file, LogWorker worker)
    {
        Span<byte> buffer = new byte[256 << 10];
        using var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
        for (long at = 0, read; (read = RandomAccess.Read(handle, buffer, at)) > 0;) at += read;
    }

    /// <summary>The edits alone: no usage.</summary>
    private static void Extract(List<LogFile> files)
    {
        var log = new EditLog();
        Each(files, (file, worker) =>
        {
            var results = new EditResults(log, worker, "", "");
            worker.ReadLines(
                file,
                line =>
                {
                    if (results.Concern(line)) results.Read(line);
                },
                CancellationToken.None);
        });
    }

    private static string Read(string home, bool withEdits, MarkSettings? marks = null)
    {
        var report = new IngestReport();
        var reading = HomeReader.Read(new(home, NoVariables, withEdits, TimeProvider.System, withEdits ? Hasher : null, marks), report);
        return string.Create(CultureInfo.InvariantCulture, $"{reading.Edits.Count} edits, {reading.Edits.Sum(e => e.Lines.Count)} lines, {reading.Rows.Count} responses, {reading.Prompts.Count} prompts, {reading.Calls.Sum(c => c.Calls)} calls of tools, {report.Skipped.Count} skipped");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
