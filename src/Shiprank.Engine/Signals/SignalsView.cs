using Shiprank.Core.Access;
using Shiprank.Core.Signals.Desk;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>The questions that one viewer may see, and what everybody may know of all of them.</summary>
/// <param name="Rows">Open ones by what is at stake, most first, then by how sure; then answered and settled ones, the last changed first.</param>
/// <param name="Tally">By rule and state, as everybody may know it.</param>
public sealed record SignalsView(DateTimeOffset AsOf, IReadOnlyList<SignalRow> Rows, IReadOnlyList<RuleTally> Tally, SignalQuality Quality)
{
    public IEnumerable<SignalRow> Open => Rows.Where(r => r.Question.IsOpen);

    public IEnumerable<SignalRow> Settled => Rows.Where(r => !r.Question.IsOpen);

    /// <summary>USD in open questions, at most: two rules may ask about the same spend. Null: none of it is priced.</summary>
    public decimal? AtStakeUsd => Open.Any(r => r.Question.Finding.AtStakeUsd is not null) ? Open.Sum(r => r.Question.Finding.AtStakeUsd ?? 0) : null;

    public static SignalsView Of(IStore store, Workspace workspace, Viewer viewer, SignalFilter filter, DateTimeOffset now, CancellationToken cancel = default) =>
        Of(store.ReadSignals(cancel), store.ReadSignalSteps(cancel: cancel), workspace, viewer, filter, now);

    public static SignalsView Of(IReadOnlyList<SignalQuestion> questions, IReadOnlyList<TakenStep> steps, Workspace workspace, Viewer viewer, SignalFilter filter, DateTimeOffset now)
    {
        var sight = SignalDesk.Sight(workspace, now);
        var taken = steps.ToLookup(s => s.Id, StringComparer.Ordinal);
        return new(
            now,
            [
                .. questions.Where(q => sight.Of(q, viewer) != Sight.None).Select(q => SignalRow.Of(q, sight, viewer, taken[q.Id])).Where(filter.Has)
                    .OrderBy(r => !r.Question.IsOpen).ThenByDescending(r => r.Question.IsOpen ? r.Question.Finding.AtStakeUsd ?? -1 : 0).ThenByDescending(r => r.Question.IsOpen ? r.Question.Finding.Confidence : 0)
                    .ThenByDescending(r => r.Question.ChangedAt).ThenBy(r => r.Question.Id, StringComparer.Ordinal),
            ],
            QuestionTally.Of(questions, sight.Least), SignalQuality.Of(questions, steps, sight.Least));
    }

    /// <summary>How many wait for an answer among those that the viewer may see.</summary>
    public static int Asked(IReadOnlyList<SignalQuestion> questions, Workspace workspace, Viewer viewer, DateTimeOffset now)
    {
        var sight = SignalDesk.Sight(workspace, now);
        return questions.Count(q => q.IsAsked && sight.Of(q, viewer) != Sight.None);
    }
}
