using Shiprank.Core.Access;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Signals.Desk;

/// <summary>As what somebody sees a question.</summary>
public enum Sight
{
    /// <summary>Not at all: for them there is no such question.</summary>
    None,

    /// <summary>It is about them.</summary>
    Own,

    /// <summary>They lead a team of whom it is about.</summary>
    Lead,

    /// <summary>It is about no person, and their role opens it.</summary>
    Role,
}

/// <summary>Who sees which question, and when. What is not named here is closed.</summary>
/// <param name="Least">People that a group needs.</param>
public sealed record QuestionSight(OrganisationFile Organisation, int Least, DateTimeOffset Now)
{
    public Sight Of(SignalQuestion question, Viewer viewer)
    {
        var subject = question.Finding.Subject;
        if (viewer.Person is { } person && viewer.Has(Right.Person) && question.People.Contains(person, StringComparer.Ordinal)) return Sight.Own;
        if (question.IsPersonal) return IsLeadsTurn(question) && Leads(viewer, question) ? Sight.Lead : Sight.None;
        return subject.Kind switch
        {
            SubjectKind.Team => OfTeam(question, viewer, subject.Id),
            SubjectKind.Job or SubjectKind.Repository or SubjectKind.Threshold or SubjectKind.Organisation => viewer.Has(Right.Money) ? Sight.Role : Sight.None,
            _ => Sight.None,
        };
    }

    /// <summary>What they may answer it with as it stands. Its subject speaks for themselves; others may take it back or ask again.</summary>
    public IReadOnlyList<QuestionAnswer> Answers(SignalQuestion question, Viewer viewer)
    {
        QuestionAnswer[] own = [QuestionAnswer.Explain, QuestionAnswer.Dispute, QuestionAnswer.Accept, QuestionAnswer.Snooze];
        QuestionAnswer[] others = [QuestionAnswer.Withdraw, QuestionAnswer.AskAgain];
        IEnumerable<QuestionAnswer> may = Of(question, viewer) switch
        {
            Sight.Own when question.IsPersonal => own,
            Sight.Lead when question.IsPersonal => others,
            Sight.None => [],

            // A team's members answer for it, its leads too; of a job nobody is the subject: whoever pays answers.
            Sight.Own => own,
            _ => [.. own, .. others],
        };
        return [.. may.Where(a => QuestionLife.Answer(question, a, Now.AddDays(1), Now) is not null)];
    }

    /// <summary>Only the person sees it until then: days from when it was asked. What has cleared before stays the person's own.</summary>
    public DateTimeOffset LeadsFrom(SignalQuestion question) => question.AskedAt.AddDays(Organisation.Signals.PersonFirstDays);

    public IReadOnlyList<string> TeamsOf(string person)
    {
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        return [.. Organisation.Teams.Where(t => t.Members.Any(m => m.Person == person && IsIn(m, day))).Select(t => t.Id)];
    }

    private bool IsLeadsTurn(SignalQuestion question) => Organisation.Privacy.PersonViews && LeadsFrom(question) <= (question.ClearedAt ?? Now);

    private Sight OfTeam(SignalQuestion question, Viewer viewer, string team)
    {
        if (viewer.Person is { } person && viewer.Has(Right.Person) && TeamsOf(person).Contains(team, StringComparer.Ordinal)) return Sight.Own;
        return viewer.Leads.Contains(team) && (IsGroup(team) || IsLeadsTurn(question)) ? Sight.Lead : Sight.None;
    }

    /// <summary>In a team of fewer the question is as good as about its people.</summary>
    private bool IsGroup(string team)
    {
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        return Organisation.Teams.Where(t => t.Id == team).SelectMany(t => t.Members).Where(m => IsIn(m, day)).Select(m => m.Person).Distinct(StringComparer.Ordinal).Count() >= Least;
    }

    private bool Leads(Viewer viewer, SignalQuestion question)
    {
        if (!viewer.Is(Roles.Lead) || viewer.Leads.Count == 0) return false;
        var (day, people) = (DateOnly.FromDateTime(Now.UtcDateTime), question.People.ToHashSet(StringComparer.Ordinal));
        return Organisation.Teams.Where(t => viewer.Leads.Contains(t.Id)).SelectMany(t => t.Members).Any(m => people.Contains(m.Person) && IsIn(m, day));
    }

    private static bool IsIn(MembershipEntry member, DateOnly day) => (member.From is not { } from || from <= day) && (member.To is not { } to || day <= to);
}
