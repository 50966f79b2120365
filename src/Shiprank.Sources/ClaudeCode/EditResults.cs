using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// Settles the edit calls of one transcript by their results. A result with a patch proves what was written, whatever was asked for: an edit that
/// was rejected, by a person, a hook or for an unmatched text, has none. Transcripts of older clients have results without a patch: then the
/// call's own input stands, and only when its result is there and no error, since an input alone says what an agent wanted.
/// </summary>
internal sealed class EditResults(EditLog log, LogWorker worker, string session, string project)
{
    private readonly ToolResults results = new(worker.Fields, worker.Edits);
    private readonly PendingEdits pending = new();

    public void Await(string id, FileEdit file) => pending.Add(id, [file]);

    /// <summary>Whether the line may be a result of an edit. Most lines are told apart here, by bytes.</summary>
    public bool Concern(ReadOnlySpan<byte> line) =>
        line.IndexOf("\"structuredPatch\""u8) >= 0 || (pending.Count > 0 && line.IndexOf("\"tool_use_id\""u8) >= 0 && pending.Mentions(line));

    /// <returns>True when the line was a result, and so nothing else.</returns>
    public bool Read(ReadOnlySpan<byte> line)
    {
        results.Read(line);
        if (!results.IsUser)
        {
            worker.Fields.Begin();
            return false;
        }

        worker.Fields.CheckTime(results.Ticks);
        if (worker.Fields.Fault is null && worker.IsText(line)) Settle();
        return true;
    }

    private void Settle()
    {
        var (name, place) = (results.Session.Length > 0 ? results.Session : session, results.Project.Length > 0 ? results.Project : project);
        var done = results.Done;
        foreach (var (id, failed) in results.Answers)
        {
            var asked = pending.Take(id);
            if (failed) log.Refuse(ClaudeReader.Tool, id);
            else if (done is null && asked is not null) log.Apply(ClaudeReader.Tool, id, name, place, results.Ticks, asked);
        }

        if (done is null || results.Answers.TrueForAll(a => a.Failed) && results.Answers.Count > 0) return;
        var call = results.Answers.Find(a => !a.Failed).Id ?? "";
        log.Apply(ClaudeReader.Tool, call, name, place, results.Ticks, [done]);
    }
}
