using Shiprank.Core.Access;
using Shiprank.Core.Privacy;
using Shiprank.Core.Signals.Desk;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>What came of an answer.</summary>
/// <param name="Question">As it is now; null: there is none of that id for whoever asks, or it was not taken.</param>
/// <param name="Wrong">Why it was not taken; null where there is no such question.</param>
public sealed record AnswerOutcome(SignalQuestion? Question, string? Wrong)
{
    public static readonly AnswerOutcome Unknown = new(null, null);
}

/// <summary>Takes answers to questions, and notes who looked.</summary>
public sealed class SignalDesk(IStore store, Workspace workspace, TimeProvider clock)
{
    public static QuestionSight Sight(Workspace workspace, DateTimeOffset now) => new(workspace.Organisation, DisclosureRules.Of(workspace.SmallestGroup).Least, now);

    /// <param name="said">What they say to it; needed to explain and to dispute.</param>
    /// <param name="days">Of a snooze.</param>
    public AnswerOutcome Answer(Viewer viewer, string id, QuestionAnswer answer, string said, int? days = null, CancellationToken cancel = default)
    {
        var now = AuditChain.Moment(clock.GetUtcNow());
        var text = Clean(said);
        var outcome = AnswerOutcome.Unknown;
        store.ChangeSignals(
            known =>
            {
                outcome = AnswerOutcome.Unknown;
                if (known.FirstOrDefault(q => q.Id == id) is not { } question) return SignalChange.None;
                var sight = Sight(workspace, now);
                if (sight.Of(question, viewer) == Core.Signals.Desk.Sight.None) return SignalChange.None;
                if (Wrong(sight, question, viewer, answer, text, days) is { } wrong)
                {
                    outcome = new(null, wrong);
                    return SignalChange.None;
                }

                var (changed, step) = QuestionLife.Answer(question, answer, days is { } count ? now.AddDays(count) : null, now)!.Value;
                outcome = new(changed, null);
                return new([changed], [new(id, 0, step, changed.State, now, viewer.Actor, text)], [SignalAudit.Of(changed, step, viewer.Actor, now)]);
            },
            cancel);
        return outcome;
    }

    /// <summary>A lead's first look at a person's question is a step of it, so that the person sees who saw it.</summary>
    public void Looked(Viewer viewer, IReadOnlyList<SignalQuestion> shown, CancellationToken cancel = default)
    {
        var now = AuditChain.Moment(clock.GetUtcNow());
        var sight = Sight(workspace, now);
        List<SignalQuestion> led = [.. shown.Where(q => q.IsPersonal && sight.Of(q, viewer) == Core.Signals.Desk.Sight.Lead)];
        if (led.Count == 0) return;
        var known = store.ReadSignalSteps(cancel: cancel).Where(s => s.Step == QuestionStep.Looked && s.Actor == viewer.Actor).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        led.RemoveAll(q => known.Contains(q.Id));
        if (led.Count == 0) return;
        store.ChangeSignals(
            _ => new([], [.. led.Select(q => new TakenStep(q.Id, 0, QuestionStep.Looked, q.State, now, viewer.Actor))], [.. led.Select(q => SignalAudit.Of(q, QuestionStep.Looked, viewer.Actor, now))]),
            cancel);
    }

    private static string? Wrong(QuestionSight sight, SignalQuestion question, Viewer viewer, QuestionAnswer answer, string said, int? days)
    {
        if (answer == QuestionAnswer.Snooze && days is not (>= 1 and <= QuestionLife.MostSnoozedDays)) return $"a question may wait from 1 to {QuestionLife.MostSnoozedDays} days";
        if (!sight.Answers(question, viewer).Contains(answer)) return $"this question is {QuestionWords.Of(question.State)}, or {QuestionWords.Of(answer)} is not yours to say";
        if (said.Length > TakenStep.MostSaid) return $"longer than {TakenStep.MostSaid} characters";
        return answer is QuestionAnswer.Explain or QuestionAnswer.Dispute && said.Length == 0 ? "a sentence is needed: why is it as it is?" : null;
    }

    private static string Clean(string said) => new([.. said.ReplaceLineEndings("\n").Trim().Where(c => c == '\n' || !char.IsControl(c))]);
}
