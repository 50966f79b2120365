using Shiprank.Core.Access;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Privacy;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>
/// Looks at facts by every rule that is on and keeps what becomes of the questions: new ones are opened, those whose evidence is gone are cleared. A question
/// that opens is an alert, too, which says of people and teams no more than that.
/// </summary>
public sealed class SignalRound(IStore store, OrganisationFile organisation, TimeProvider clock)
{
    /// <returns>The steps that were taken.</returns>
    public IReadOnlyList<TakenStep> Look(SignalFacts facts, CancellationToken cancel = default) =>
        Take(SignalCatalogue.Look(facts), SignalCatalogue.All.Where(d => d.Rule.Advisory).Select(d => d.Rule.Id).ToHashSet(StringComparer.Ordinal), only: null, cancel);

    /// <param name="advisory">Ids of rules that only tell.</param>
    /// <param name="only">Ids of rules that were looked at; null: all. What others had found stays.</param>
    /// <inheritdoc cref="Look"/>
    public IReadOnlyList<TakenStep> Take(IReadOnlyList<Finding> findings, IReadOnlySet<string> advisory, IReadOnlySet<string>? only = null, CancellationToken cancel = default)
    {
        // Whole microseconds, as stores keep times.
        var now = AuditChain.Moment(clock.GetUtcNow());
        List<Finding> asked = [.. findings.Where(IsAskable)];
        List<Alert> alerts = [];
        var steps = store.ChangeSignals(
            known =>
            {
                var looked = only ?? known.Select(q => q.Finding.Rule).ToHashSet(StringComparer.Ordinal);
                var round = QuestionRound.Of(known, asked, looked, advisory, f => SignalIds.Of(store.Key, f), now);
                alerts = [.. round.Steps.Where(s => s.Step is QuestionStep.Opened or QuestionStep.Reopened).Select(s => AlertOf(s.Question))];
                return new(
                    [.. Changed(round, known)],
                    [.. round.Steps.Select(s => new TakenStep(s.Question.Id, 0, s.Step, s.Question.State, now, TakenStep.Machine))],
                    [.. round.Steps.Select(s => SignalAudit.Of(s.Question, s.Step, TakenStep.Machine, now))]);
            },
            cancel);
        if (alerts.Count > 0) store.AddAlerts(alerts, now, cancel);
        return steps;
    }

    /// <summary>What only was seen again, with the same figures, is not written anew.</summary>
    private static IEnumerable<SignalQuestion> Changed(QuestionRound round, IReadOnlyList<SignalQuestion> known)
    {
        var before = known.ToDictionary(q => q.Id, StringComparer.Ordinal);
        var stepped = round.Steps.Select(s => s.Question.Id).ToHashSet(StringComparer.Ordinal);
        return round.Questions.Where(q => stepped.Contains(q.Id) || !before.TryGetValue(q.Id, out var old) || SignalsSame.Evidence(old, q) is false);
    }

    /// <summary>A person who is not in the organisation file, or is forgotten, can't answer.</summary>
    private bool IsAskable(Finding finding) => finding.Subject.Kind switch
    {
        SubjectKind.Person => !ErasedPeople.IsOne(finding.Subject.Id) && organisation.People.Any(p => p.Id == finding.Subject.Id),
        SubjectKind.Team => organisation.Teams.Any(t => t.Id == finding.Subject.Id),
        _ => true,
    };

    private static Alert AlertOf(SignalQuestion question)
    {
        var day = DateOnly.FromDateTime(question.AskedAt.UtcDateTime);
        var told = question is { IsPersonal: false, Finding.Subject.Kind: not SubjectKind.Team };
        return new(
            AlertRule.SignalOpened, $"signal:{question.Id}", new(day.Year, day.Month, 1), "", told ? question.Finding.Title : "A question was opened",
            told ? question.Finding.Seen : "Whom it is about sees it first. It is a question, no verdict, and no score knows of it.");
    }
}
