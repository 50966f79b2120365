using Shiprank.Core.Usage;
using Shiprank.Sources.ClaudeCode;
using Shiprank.Sources.Codex;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Homes;

/// <summary>Reads what the agents on one machine account logged about their own use, from the logs alone.</summary>
public static class HomeReader
{
    /// <summary>
    /// Reads every store of every agent known. Files are read side by side; the result depends neither on their order nor on how often they are copied.
    /// What can't be read is a row of <paramref name="report"/>, the rest goes on.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static UsageReading Read(HomeRequest request, IngestReport report, CancellationToken cancel = default)
    {
        var reading = new HomeReadingRun(request, report);
        reading.ReadFiles(cancel);
        return reading.Result();
    }
}

/// <summary>One reading: finds the files, reads them in parallel, then settles what needs all of them.</summary>
internal sealed class HomeReadingRun
{
    private readonly HomeRequest request;
    private readonly IngestReport report;
    private readonly long now;
    private readonly EditLog? edits;
    private readonly ResponseTable rows = new();
    private readonly List<CodexFile> codex = [];
    private readonly List<(LogFile File, Func<LogWorker, CancellationToken, FileOutcome> Read)> jobs = [];

    public HomeReadingRun(HomeRequest request, IngestReport report)
    {
        (this.request, this.report) = (request, report);
        now = request.Clock.GetUtcNow().UtcTicks;
        edits = request.WithSessions ? new EditLog() : null;
        var walk = new FolderWalk(report);
        var claude = new ClaudeReader(rows, edits);
        foreach (var file in ClaudeStores.Find(request.Home, request.Environment, walk)) jobs.Add((file, (w, c) => claude.Read(file, w, c)));
        codex.AddRange(CodexStores.Find(CodexStores.Root(request.Home, request.Environment), CodexStores.Tool, walk));
        foreach (var file in codex) jobs.Add((file.File, (w, c) => new CodexReader(file, w, edits).Read(c)));
    }

    /// <summary>Reads the files, the largest first, one worker a core.</summary>
    public void ReadFiles(CancellationToken cancel)
    {
        jobs.Sort((a, b) => a.File.Length != b.File.Length ? b.File.Length.CompareTo(a.File.Length) : string.CompareOrdinal(a.File.Path, b.File.Path));
        var outcomes = new FileOutcome[jobs.Count];
        var next = -1;
        var workers = Math.Clamp(jobs.Count, 1, Environment.ProcessorCount);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancel }, _ =>
        {
            using var worker = new LogWorker(now);
            for (var i = Interlocked.Increment(ref next); i < outcomes.Length; i = Interlocked.Increment(ref next)) outcomes[i] = jobs[i].Read(worker, cancel);
        });
        Array.Sort(outcomes, (a, b) => string.CompareOrdinal(a.Path, b.Path));
        foreach (var outcome in outcomes)
        {
            report.Read(outcome.Bytes, outcome.Lines);
            foreach (var (line, reason) in outcome.Skipped) report.Skip(outcome.Path, line, reason);
        }
    }

    public UsageReading Result()
    {
        var lineage = new CodexLineage(codex);
        lineage.Resolve(rows, report);
        var list = new RowList(rows.Rows);
        return new(list, edits is null ? [] : SessionTraces.Build(list, edits, lineage.SessionOf));
    }
}
