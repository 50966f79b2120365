using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using static Shiprank.Tests.Signals.Desk.Asked;

namespace Shiprank.Tests.Signals.Desk;

public sealed class QuestionSightTests
{
    private const int Least = 5;

    private static readonly DateTimeOffset late = Noon.AddDays(SignalSettings.Default.PersonFirstDays);

    /// <summary>Everybody of any role who is neither asked nor leads whom is asked.</summary>
    private static readonly IReadOnlyList<Viewer> strangers =
    [
        Viewer.Nobody, Viewer.Console, Person("ben"), Person("gus"), Person("gus", Roles.Lead), Person("ben", Roles.Admin), Person("ben", Roles.Auditor), Person("ben", Roles.Finops),
        new() { Actor = "token:shp_1", Scopes = Scopes.Read | Scopes.Money | Scopes.Score | Scopes.Metrics },
        new() { Actor = "token:shp_2", Person = "ada", Scopes = Scopes.Ingest | Scopes.Read },
        new() { Actor = "local", Roles = Roles.Member | Roles.Admin | Roles.Finops | Roles.Auditor },
    ];

    private static QuestionSight At(DateTimeOffset now, OrganisationFile? organisation = null) => new(organisation ?? Company, Least, now);

    [Fact]
    public void A_person_sees_their_question_first_and_their_lead_after_the_days()
    {
        var question = Question();
        Assert.Equal(Sight.Own, At(Noon).Of(question, Person("ada")));
        Assert.Equal(Sight.None, At(late.AddTicks(-1)).Of(question, Person("eve", Roles.Lead)));
        Assert.Equal(Sight.Lead, At(late).Of(question, Person("eve", Roles.Lead)));
    }

    [Fact]
    public void Nobody_else_ever_sees_a_persons_question() =>
        Assert.All(strangers, v => Assert.Equal(Sight.None, At(late.AddYears(1)).Of(Question(), v)));

    [Fact]
    public void What_cleared_before_the_leads_turn_stays_the_persons_own()
    {
        var cleared = QuestionLife.Gone(Question(), Noon.AddDays(2)).Question;
        Assert.Equal(Sight.None, At(late.AddDays(60)).Of(cleared, Person("eve", Roles.Lead)));
        Assert.Equal(Sight.Own, At(late.AddDays(60)).Of(cleared, Person("ada")));
        var after = QuestionLife.Gone(Question(), late).Question;
        Assert.Equal(Sight.Lead, At(late.AddDays(60)).Of(after, Person("eve", Roles.Lead)));
    }

    [Fact]
    public void Where_person_views_are_off_leads_never_see_one()
    {
        var organisation = Company with { Privacy = PrivacySettings.Default with { PersonViews = false } };
        Assert.Equal(Sight.None, At(late.AddDays(60), organisation).Of(Question(), Person("eve", Roles.Lead)));
        Assert.Equal(Sight.Own, At(late, organisation).Of(Question(), Person("ada")));
    }

    [Fact]
    public void Members_of_a_ring_see_it_as_its_subject_does()
    {
        var ring = Question(Finding(others: ["ben", "fay"]));
        Assert.Equal(Sight.Own, At(Noon).Of(ring, Person("ben")));
        Assert.Equal(Sight.Own, At(Noon).Of(ring, Person("fay")));
        Assert.Equal(Sight.None, At(Noon).Of(ring, Person("cem")));
        Assert.Equal(Sight.Lead, At(late).Of(ring, Person("gus", Roles.Lead)));
    }

    [Fact]
    public void A_job_is_for_whoever_may_see_money()
    {
        var job = Question(Finding(SubjectKind.Job, "nightly"));
        Assert.Equal(Sight.Role, At(Noon).Of(job, Person("ben", Roles.Finops)));
        Assert.Equal(Sight.Role, At(Noon).Of(job, Viewer.Console));
        Assert.Equal(Sight.Role, At(Noon).Of(job, new() { Actor = "token:shp_3", Scopes = Scopes.Money }));
        Assert.Equal(Sight.None, At(Noon).Of(job, Person("ben")));
        Assert.Equal(Sight.None, At(Noon).Of(job, Person("eve", Roles.Lead)));
        Assert.Equal(Sight.None, At(Noon).Of(job, Person("ben", Roles.Auditor)));
    }

    [Fact]
    public void A_team_sees_its_own_and_its_lead_waits_where_it_is_too_small_to_hide_anybody()
    {
        var large = Question(Finding(SubjectKind.Team, "search"));
        Assert.Equal(Sight.Own, At(Noon).Of(large, Person("cem")));
        Assert.Equal(Sight.None, At(Noon).Of(large, Person("fay")));
        Assert.Equal(Sight.None, At(Noon).Of(large, Person("fay", Roles.Admin | Roles.Finops)));
        var small = Question(Finding(SubjectKind.Team, "data"));
        Assert.Equal(Sight.Own, At(Noon).Of(small, Person("fay")));
        Assert.Equal(Sight.None, At(Noon).Of(small, Person("gus", Roles.Lead)));
        Assert.Equal(Sight.Lead, At(late).Of(small, Person("gus", Roles.Lead)));
    }

    [Fact]
    public void The_subject_answers_for_themselves_and_a_lead_takes_back_or_asks_again()
    {
        var question = Question();
        Assert.Equal([QuestionAnswer.Explain, QuestionAnswer.Dispute, QuestionAnswer.Accept, QuestionAnswer.Snooze], At(Noon).Answers(question, Person("ada")));
        Assert.Equal([QuestionAnswer.Withdraw], At(late).Answers(question, Person("eve", Roles.Lead)));
        var explained = QuestionLife.Answer(question, QuestionAnswer.Explain, null, Noon)!.Value.Question;
        Assert.Equal([QuestionAnswer.Withdraw, QuestionAnswer.AskAgain], At(late).Answers(explained, Person("eve", Roles.Lead)));
        Assert.All(strangers, v => Assert.Empty(At(late).Answers(question, v)));
    }

    [Fact]
    public void Counts_leave_out_persons_until_there_are_enough_of_them()
    {
        SignalQuestion[] few = [.. "abcd".Select(c => Question(Finding(subject: $"{c}"))), Question(Finding(SubjectKind.Job, "nightly"))];
        Assert.Equal(1, Assert.Single(QuestionTally.Of(few, Least)).Asked);
        Assert.Empty(QuestionTally.Of(few[..4], Least));
        Assert.Equal(6, Assert.Single(QuestionTally.Of([.. few, Question(Finding(subject: "e"))], Least)).Asked);
    }
}
