using System.Collections.Concurrent;
using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;
using Shiprank.Sources.Sqlite;

namespace Shiprank.Sources.OpenClaw;

/// <summary>
/// Reads OpenClaw transcripts of both stores into rows, one per event by id, time and counts: migration, forks and archives copy events.
/// </summary>
internal sealed class OpenClawReader(ResponseTable table, EditLog? edits, MarkLog? marks = null)
{
    private readonly ConcurrentBag<(string Thread, string Id, RowData Row)> mirrored = [];
    private readonly HashSet<string> runs = new(StringComparer.Ordinal);

    public EditLog? Edits => edits;

    /// <summary>Learns from a <c>sessions.json</c> which sessions ran by themselves.</summary>
    public FileOutcome ReadSessions(LogFile file, LogWorker worker, CancellationToken cancel) => worker.ReadDocument(
        file,
        root =>
        {
            foreach (var entry in root.EnumerateObject().Where(e => IsRun(e.Name) && e.Value.ValueKind == JsonValueKind.Object)) AddRun(worker.Fields.Text(entry.Value, "sessionId"));
        },
        cancel);

    public FileOutcome ReadTranscript(LogFile file, LogWorker worker, CancellationToken cancel)
    {
        var transcript = new OpenClawTranscript(this, worker, OpenClawStores.SessionOf(file), "", marks);
        var outcome = worker.ReadLines(file, transcript.Read, cancel);
        transcript.Close();
        return outcome;
    }

    public FileOutcome ReadDatabase(LogFile file, LogWorker worker, CancellationToken cancel) => LogWorker.ReadDatabase(file, (database, outcome) =>
    {
        var models = new Dictionary<string, string>(StringComparer.Ordinal);
        if (database.HasTable("session_windows"))
        {
            database.Query("select session_id, session_key, model from session_windows", row =>
            {
                models[row.Text(0)] = row.Text(2);
                if (IsRun(row.Text(1))) AddRun(row.Text(0));
            });
        }

        if (!database.HasTable("transcript_events")) return;
        OpenClawTranscript? transcript = null;
        database.Query("select session_id, event_json from transcript_events order by session_id, seq", row =>
        {
            cancel.ThrowIfCancellationRequested();
            var session = row.Text(0);
            if (transcript?.Session != session)
            {
                transcript?.Close();
                transcript = new OpenClawTranscript(this, worker, session, models.GetValueOrDefault(session, ""), marks);
            }

            worker.ReadRecord(outcome, row.Utf8(1), transcript.Read);
        });
        transcript?.Close();
    });

    /// <summary>Settles what other files decide: a turn that the Codex harness mirrors counts here only when its own rollout is not there.</summary>
    public void Resolve(Func<string, bool> hasRollout)
    {
        foreach (var (thread, id, row) in mirrored)
        {
            if (!hasRollout(thread)) Add(row, id, "");
        }

        for (var i = 0; runs.Count > 0 && i < table.Count; i++)
        {
            if (table[i] is { Tool: OpenClawStores.Tool } row && runs.Contains(row.Session)) table[i] = row with { Autonomous = true };
        }
    }

    /// <param name="mirroredThread">Codex thread that the row repeats; empty for a row of its own.</param>
    public void Add(in RowData row, string id, string mirroredThread)
    {
        if (mirroredThread.Length > 0) mirrored.Add((mirroredThread, id, row));
        else table.AddAs(row, id, [KeyText.Milliseconds(row.Ticks), row.Tokens.Input, row.Tokens.Output]);
    }

    /// <summary>A session key names its channel: a scheduled job, a hook or a heartbeat has nobody in front of it.</summary>
    private static bool IsRun(string sessionKey) => sessionKey.Split(':').Any(part => part is "cron" or "hook" or "heartbeat");

    private void AddRun(string session)
    {
        lock (runs) runs.Add(session);
    }
}
