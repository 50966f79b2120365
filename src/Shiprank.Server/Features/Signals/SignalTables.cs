using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Signals;
using Shiprank.Server.Features.Exports;

namespace Shiprank.Server.Features.Signals;

/// <summary>The questions that a viewer may see, as rows.</summary>
internal static class SignalTables
{
    public static CsvTable Of(SignalsView view) => new(
        ["id", "rule", "subject_kind", "subject", "title", "seen", "at_stake_usd", "confidence", "state", "first_day", "last_day", "asked_at", "changed_at", "answer"],
        view.Rows.Select(IReadOnlyList<object?> (r) =>
        [
            r.Question.Id, r.Question.Finding.Rule, QuestionWords.Of(r.Question.Finding.Subject.Kind), r.Subject, r.Question.Finding.Title, r.Question.Finding.Seen, r.Question.Finding.AtStakeUsd, r.Question.Finding.Confidence,
            QuestionWords.Of(r.Question.State), r.Question.Finding.First, r.Question.Finding.Last, r.Question.AskedAt, r.Question.ChangedAt, r.Said,
        ]));
}
