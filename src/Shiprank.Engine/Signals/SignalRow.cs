using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;

namespace Shiprank.Engine.Signals;

/// <summary>A question as somebody sees it.</summary>
/// <param name="Rule">Null: the catalogue has it no more.</param>
/// <param name="Subject">Whom or what it is about, in words for whoever sees it.</param>
/// <param name="Teams">Ids of teams that it belongs to.</param>
/// <param name="Answers">What they may answer.</param>
/// <param name="LeadsFrom">When leads see it, or saw it first; null where that is no matter of time.</param>
public sealed record SignalRow(SignalQuestion Question, SignalRule? Rule, Sight Sight, string Subject, IReadOnlyList<string> Teams, IReadOnlyList<TakenStep> Steps, IReadOnlyList<QuestionAnswer> Answers, DateTimeOffset? LeadsFrom)
{
    public string RuleName => Rule?.Name ?? Question.Finding.Rule;

    /// <summary>What was said last to answer it; empty: nothing.</summary>
    public string Said => Steps.LastOrDefault(s => s.Said.Length > 0 && s.Step != QuestionStep.Looked)?.Said ?? "";

    internal static SignalRow Of(SignalQuestion question, QuestionSight sight, Viewer viewer, IEnumerable<TakenStep> steps)
    {
        var (finding, subject) = (question.Finding, question.Finding.Subject);
        return new(
            question, SignalCatalogue.All.FirstOrDefault(d => d.Rule.Id == finding.Rule)?.Rule, sight.Of(question, viewer), Words(sight.Organisation, question, viewer),
            subject.Kind == SubjectKind.Team ? [subject.Id] : [.. question.People.SelectMany(sight.TeamsOf).Distinct(StringComparer.Ordinal)], [.. steps], sight.Answers(question, viewer),
            question.IsPersonal ? sight.LeadsFrom(question) : null);
    }

    /// <summary>How a step's author is called for those who may see the question.</summary>
    public static string Actor(OrganisationFile organisation, string actor, Viewer viewer) =>
        actor == TakenStep.Machine ? "by itself"
        : viewer.Actor == actor ? "you"
        : actor.StartsWith("person:", StringComparison.Ordinal) && organisation.People.FirstOrDefault(p => p.Id == actor["person:".Length..]) is { } person ? person.Name
        : actor;

    private static string Words(OrganisationFile organisation, SignalQuestion question, Viewer viewer)
    {
        var subject = question.Finding.Subject;
        if (question.IsPersonal)
        {
            var names = question.People.Select(p => viewer.IsSelf(p) ? "you" : organisation.People.FirstOrDefault(e => e.Id == p)?.Name ?? p).OrderBy(n => n != "you").ToList();
            return names.Count > 3 ? $"{names[0]} and {names.Count - 1} others" : string.Join(", ", names);
        }

        return subject.Kind switch
        {
            SubjectKind.Team => organisation.Teams.FirstOrDefault(t => t.Id == subject.Id)?.Name ?? subject.Id,
            SubjectKind.Organisation => organisation.Name.Length > 0 ? organisation.Name : "the organisation",
            SubjectKind.Repository => $"repository {subject.Id}",
            SubjectKind.Threshold => $"the line {subject.Id}",
            _ => subject.Id,
        };
    }
}
