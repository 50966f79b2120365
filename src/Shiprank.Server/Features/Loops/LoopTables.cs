using Shiprank.Engine.Loops;
using Shiprank.Server.Features.Exports;

namespace Shiprank.Server.Features.Loops;

/// <summary>The rows of the page's tables, from the same view. What is estimated has columns of its own.</summary>
internal static class LoopTables
{
    public static CsvTable OfLoops(LoopsView view) => new(
        ["loop", "repository", "owner", "ticket", "ticket_state", "cap", "cap_used", "runs", "median_usd", "p95_usd", "measured_usd", "estimated_usd", "landed", "due", "open", "state", "shrunk", "last_at"],
        view.Loops.Select(IReadOnlyList<object?> (l) =>
        [
            l.Loop, l.Last.Run.Repository, l.Last.Owner, l.Ticket.Key, LoopWords.Ticket(l.Ticket.Reason), l.Last.Cap is { } cap ? LoopWords.Limit(cap, view.Settings) : null, l.Last.Share, l.Runs, l.Median, l.High, l.MeasuredUsd, l.EstimatedUsd,
            l.Landed, l.Due, l.Open, LoopWords.Code(l.State), l.Shrunk, l.Last.Run.Last,
        ]));

    /// <summary>Runs that go on, were stopped or were abandoned; each once.</summary>
    public static CsvTable OfRuns(LoopsView view) => new(
        ["run", "loop", "repository", "ticket", "state", "began", "last", "calls", "steps", "refused", "tokens", "measured_usd", "estimated_usd", "unpriced_calls", "files", "stopped_at", "why", "asked", "answer", "kept_back_lo_usd", "kept_back_usd", "kept_back_hi_usd", "kept_back_until", "outcome", "due"],
        view.Running.Concat(view.Stopped).Concat(view.Abandoned).DistinctBy(r => r.Mark).Select(IReadOnlyList<object?> (r) =>
        [
            r.Mark, r.Run.Loop, r.Run.Repository, r.Run.Ticket, LoopWords.Code(r.Run.State), r.Run.Began, r.Run.Last, r.Run.Calls, r.Run.Steps, r.Run.Refused, r.Run.Tokens, r.Run.Cost.Measured, r.Run.Cost.Estimated, r.Run.Cost.Unpriced, r.Run.Files,
            r.Run.StoppedAt, r.Run.IsStopped ? LoopWords.Why(r.Run, view.Settings) : null, r.Run.IsStopped ? r.Asked : null, r.Run.IsStopped ? LoopWords.Code(r.Answer) : null, r.Kept?.Lo, r.Kept?.Mid, r.Kept?.Hi, r.Kept?.Until,
            r.Judged is { } judged ? LoopWords.Outcome(judged.Outcome) : null, r.Judged?.Due,
        ]));
}
