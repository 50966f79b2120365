using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.ClaudeCode;
using Shiprank.Sources.Codex;
using Shiprank.Sources.Gemini;
using Shiprank.Sources.Kiro;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;
using Shiprank.Sources.OpenClaw;
using Shiprank.Sources.OpenCode;

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

    /// <summary>Paths, lengths and times of all files that <see cref="Read"/> would read, as one hash: while it is the same, reading again tells nothing new.</summary>
    public static string Fingerprint(HomeRequest request)
    {
        var report = new IngestReport();
        return new HomeReadingRun(request, report).Fingerprint(report);
    }
}

/// <summary>One reading: finds the files, reads them in parallel, then settles what needs all of them.</summary>
internal sealed class HomeReadingRun
{
    private readonly IngestReport report;
    private readonly long now;
    private readonly EditLog? edits;
    private readonly TextHasher? lines;
    private readonly MarkLog? marks;
    private readonly ResponseTable rows = new();
    private readonly List<CodexFile> codex = [];
    private readonly List<(LogFile File, Func<LogWorker, CancellationToken, FileOutcome> Read)> jobs = [];
    private readonly OpenClawReader openClaw;
    private readonly KiroReader kiro = new();
    private readonly OpenCodeReader openCode;
    private readonly IReadOnlyDictionary<string, string> workspaces;

    public HomeReadingRun(HomeRequest request, IngestReport report)
    {
        this.report = report;
        now = request.Clock.GetUtcNow().UtcTicks;
        (edits, lines) = request.WithSessions ? (new EditLog(), request.Lines) : (null, null);
        marks = request is { WithSessions: true, Marks: { } settings } ? new(settings) : null;
        openClaw = new OpenClawReader(rows, edits, marks);
        openCode = new OpenCodeReader(marks);
        var (home, environment) = (request.Home, request.Environment);

        var claude = new ClaudeReader(rows, edits, marks);
        Plan(ClaudeStores.Find(home, environment, new FolderWalk(report)), claude.Read);

        var clawFiles = OpenClawStores.Find(home, environment, report);
        Plan(clawFiles.SessionLists, openClaw.ReadSessions);
        Plan(clawFiles.Transcripts, openClaw.ReadTranscript);
        Plan(clawFiles.Databases, openClaw.ReadDatabase);

        var codexWalk = new FolderWalk(report);
        codex.AddRange(CodexStores.Find(CodexStores.Root(home, environment), CodexStores.Tool, codexWalk));
        foreach (var folder in clawFiles.CodexHomes) codex.AddRange(CodexStores.Find(folder, OpenClawStores.Tool, codexWalk));
        foreach (var file in codex) jobs.Add((file.File, (worker, cancel) => new CodexReader(file, worker, edits, marks).Read(cancel)));

        var kiroFiles = KiroStores.Find(home, environment, report);
        workspaces = kiroFiles.Workspaces;
        Plan(kiroFiles.CliSessions, kiro.ReadCliSession);
        Plan(kiroFiles.Sessions, kiro.ReadSession);
        Plan(kiroFiles.Executions, kiro.ReadExecution);
        Plan(kiroFiles.Databases, kiro.ReadDatabase);
        Plan(kiroFiles.TokenDatabases, kiro.ReadTokenDatabase);
        Plan(kiroFiles.TokenLines, kiro.ReadTokenLines);
        if (edits is not null && lines is not null) PlanEdits(home, environment, edits);
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
            using var worker = new LogWorker(now, lines);
            for (var i = Interlocked.Increment(ref next); i < outcomes.Length; i = Interlocked.Increment(ref next)) outcomes[i] = jobs[i].Read(worker, cancel);
        });
        Array.Sort(outcomes, (a, b) => string.CompareOrdinal(a.Path, b.Path));
        foreach (var outcome in outcomes)
        {
            report.Read(outcome.Bytes, outcome.Lines);
            foreach (var (line, reason) in outcome.Skipped) report.Skip(outcome.Path, line, reason);
        }
    }

    public string Fingerprint(IngestReport met)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in jobs.Select(j => j.File.Path).Order(StringComparer.Ordinal))
        {
            // What a database has not yet taken over lies beside it.
            foreach (var file in (FileInfo[])[new(path), new(path + "-wal")])
            {
                if (file.Exists) Append($"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n");
            }
        }

        foreach (var (session, folder) in workspaces.OrderBy(w => w.Key, StringComparer.Ordinal)) Append($"{session}\n{folder}\n");
        foreach (var skipped in met.Skipped) Append($"{skipped}\n");
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(FormattableString text) => hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(text)));
    }

    public UsageReading Result()
    {
        var lineage = new CodexLineage(codex);
        lineage.Resolve(rows, report);
        openClaw.Resolve(lineage.HasUsage);
        kiro.Resolve(rows, workspaces);
        var list = new RowList(rows);
        if (edits is null) return new(list, [], []);
        openCode.Resolve(edits);
        return new(list, SessionTraces.Build(list, edits, SessionOf), lines is null ? [] : SessionEdits.Build(edits, SessionOf))
        {
            Prompts = marks?.Prompts(SessionOf) ?? [],
            Calls = marks?.Calls(SessionOf) ?? [],
        };

        string SessionOf(string tool, string thread) => tool == OpenCodeStores.Tool ? openCode.SessionOf(thread) : lineage.SessionOf(thread);
    }

    /// <summary>Tools of which only sessions and their lines are read: whoever asks for no lines has no use for opening their stores.</summary>
    private void PlanEdits(string home, IReadOnlyDictionary<string, string> environment, EditLog log)
    {
        Plan(GeminiStores.Find(home, environment, new FolderWalk(report)), new GeminiReader(log, marks).Read);
        var files = OpenCodeStores.Find(home, environment, new FolderWalk(report));
        Plan(files.Databases, openCode.ReadDatabase);
        Plan(files.Records, openCode.ReadRecord);
    }

    private void Plan(IEnumerable<LogFile> files, Func<LogFile, LogWorker, CancellationToken, FileOutcome> read)
    {
        foreach (var file in files) jobs.Add((file, (worker, cancel) => read(file, worker, cancel)));
    }
}
