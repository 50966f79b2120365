using System.Text;
using Shiprank.Core.Access;
using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Signals;
using static Shiprank.Tests.Signals.Desk.Asked;

namespace Shiprank.Tests.Signals.Desk;

public sealed class SignalRoundTests : IDisposable
{
    private static readonly Viewer money = Person("fay", Roles.Finops);

    private readonly DeskOf desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_question_keeps_its_id_over_looks_and_is_another_for_another_subject()
    {
        desk.Look(Finding());
        var id = desk.Only(Person("ada"));
        desk.Now = Noon.AddHours(1);
        Assert.Empty(desk.Look(Finding(usd: 120)));
        Assert.Equal((id, 120m), desk.View(Person("ada")).Rows.Select(r => (r.Question.Id, r.Question.Finding.AtStakeUsd!.Value)).Single());
        desk.Look(Finding(), Finding(subject: "ben"));
        Assert.NotEqual(id, desk.Only(Person("ben")));
        Assert.Matches("^[0-9a-f]{10}$", id);
    }

    [Fact]
    public void The_same_evidence_again_is_not_written_anew()
    {
        desk.Look(Finding(), Finding(SubjectKind.Job, "nightly"));
        var mark = desk.Store.SignalChanges;
        desk.Now = Noon.AddMinutes(5);
        desk.Look(Finding(), Finding(SubjectKind.Job, "nightly"));
        Assert.Equal(mark, desk.Store.SignalChanges);
    }

    [Fact]
    public void Who_is_not_in_the_file_is_not_asked()
    {
        Assert.Empty(desk.Look(Finding(subject: "zoe"), Finding(SubjectKind.Team, "nobody")));
        Assert.Empty(desk.Store.ReadSignals());
    }

    [Fact]
    public void An_alert_of_a_person_says_no_more_than_that_a_question_was_opened_and_comes_once_a_month()
    {
        desk.Look(Finding(), Finding(SubjectKind.Team, "search"), Finding(SubjectKind.Job, "nightly"));
        desk.Look();
        desk.Look(Finding(), Finding(SubjectKind.Team, "search"), Finding(SubjectKind.Job, "nightly"));
        var alerts = desk.Store.ReadAlerts(10);
        Assert.Equal(3, alerts.Count);
        Assert.All(alerts, a => Assert.Equal((AlertRule.SignalOpened, AlertTopic.Signals), (a.What.Rule, a.What.Topic)));
        Assert.Equal(2, alerts.Count(a => a.What.Title == "A question was opened"));
        var text = string.Join('\n', alerts.Select(a => a.What));
        Assert.DoesNotContain("ada", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("search", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("level-outlier", text, StringComparison.Ordinal);
        Assert.Contains("Far above the own past", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_audit_log_has_every_step_and_neither_asked_nor_answering_nor_said()
    {
        desk.Look(Finding());
        desk.Desk.Answer(Person("ada"), desk.Only(Person("ada")), QuestionAnswer.Explain, "A load test of the harbour.");
        desk.Look();
        var log = desk.Store.StreamAudit().ToList();
        Assert.Equal(["signal.opened", "signal.explained", "signal.cleared"], log.Select(r => r.Entry.Action));
        Assert.Null(AuditChain.Verify(log).Broken);
        var text = string.Join('\n', log.Select(r => r.Entry));
        Assert.DoesNotContain("ada", text, StringComparison.Ordinal);
        Assert.DoesNotContain("level-outlier", text, StringComparison.Ordinal);
        Assert.DoesNotContain("harbour", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_person_says_is_for_them_and_their_lead_and_goes_with_them()
    {
        desk.Look(Finding());
        var id = desk.Only(Person("ada"));
        Assert.Equal(QuestionState.Explained, desk.Desk.Answer(Person("ada"), id, QuestionAnswer.Explain, "A load test.").Question!.State);
        desk.Now = Noon.AddDays(7);
        Assert.Equal("A load test.", Assert.Single(desk.View(Person("eve", Roles.Lead)).Rows).Said);
        Assert.Empty(desk.View(Person("ben", Roles.Admin | Roles.Auditor | Roles.Finops)).Rows);
        desk.Store.Erase("ada", [new(new('a', 64), "p-1", desk.Now)]);
        Assert.Empty(desk.Store.ReadSignals());
        Assert.Empty(desk.Store.ReadSignalSteps());
    }

    [Fact]
    public void A_lead_who_looks_is_seen_by_the_person_once()
    {
        desk.Look(Finding());
        desk.Now = Noon.AddDays(8);
        var lead = Person("eve", Roles.Lead);
        for (var i = 0; i < 3; i++) desk.Desk.Looked(lead, [.. desk.View(lead).Rows.Select(r => r.Question)]);
        desk.Desk.Looked(Person("ada"), [.. desk.View(Person("ada")).Rows.Select(r => r.Question)]);
        var steps = Assert.Single(desk.View(Person("ada")).Rows).Steps;
        Assert.Equal([QuestionStep.Opened, QuestionStep.Looked], steps.Select(s => s.Step));
        Assert.Equal("Eve Example", SignalRow.Actor(Company, steps[1].Actor, Person("ada")));
    }

    [Fact]
    public void An_answer_without_a_reason_of_another_or_to_nothing_is_refused()
    {
        desk.Look(Finding());
        var id = desk.Only(Person("ada"));
        Assert.Contains("a sentence is needed", desk.Desk.Answer(Person("ada"), id, QuestionAnswer.Explain, " \n").Wrong, StringComparison.Ordinal);
        Assert.Contains("1000", desk.Desk.Answer(Person("ada"), id, QuestionAnswer.Dispute, new('x', 1001)).Wrong, StringComparison.Ordinal);
        Assert.Contains("from 1 to 90 days", desk.Desk.Answer(Person("ada"), id, QuestionAnswer.Snooze, "", 91).Wrong, StringComparison.Ordinal);
        Assert.NotNull(desk.Desk.Answer(Person("ada"), id, QuestionAnswer.Withdraw, "").Wrong);
        Assert.Equal(AnswerOutcome.Unknown, desk.Desk.Answer(Person("ben"), id, QuestionAnswer.Explain, "x"));
        Assert.Equal(AnswerOutcome.Unknown, desk.Desk.Answer(Person("eve", Roles.Lead), id, QuestionAnswer.Withdraw, ""));
        Assert.Equal(AnswerOutcome.Unknown, desk.Desk.Answer(Person("ada"), "ffffffffff", QuestionAnswer.Explain, "x"));
        Assert.Single(desk.Store.ReadSignalSteps());
    }

    [Fact]
    public void Open_questions_come_by_stake_and_a_filter_takes_some()
    {
        desk.Look(Finding(SubjectKind.Job, "small", usd: 5), Finding(SubjectKind.Job, "large", usd: 500), Finding(SubjectKind.Job, "unpriced", rule: "daily-ping", usd: null));
        Assert.Equal(["large", "small", "unpriced"], desk.View(money).Rows.Select(r => r.Subject));
        Assert.Equal(505m, desk.View(money).AtStakeUsd);
        Assert.Equal(["unpriced"], SignalsView.Of(desk.Store, desk.Workspace, money, new("daily-ping"), Noon).Rows.Select(r => r.Subject));
        Assert.Empty(SignalsView.Of(desk.Store, desk.Workspace, money, SignalFilter.None with { Settled = true }, Noon).Rows);
        Assert.Equal(3, SignalsView.Asked(desk.Store.ReadSignals(), desk.Workspace, money, Noon));
        Assert.Equal(0, SignalsView.Asked(desk.Store.ReadSignals(), desk.Workspace, Person("fay"), Noon));
    }

    [Fact]
    public void The_document_of_one_viewer_has_nothing_of_another()
    {
        desk.Look(Finding(), Finding(SubjectKind.Job, "nightly"));
        using var into = new MemoryStream();
        SignalsDocument.Write(into, desk.View(money), desk.Workspace, money);
        var text = Encoding.UTF8.GetString(into.ToArray());
        Assert.Contains("nightly", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_quality_of_rules_counts_answers_with_their_interval()
    {
        desk.Look([.. Enumerable.Range(0, 8).Select(i => Finding(SubjectKind.Job, $"job-{i}"))]);
        desk.Now = Noon.AddHours(6);
        foreach (var (row, i) in desk.View(money).Rows.Select((r, i) => (r, i)))
        {
            if (i < 6) desk.Desk.Answer(money, row.Question.Id, i < 2 ? QuestionAnswer.Dispute : QuestionAnswer.Explain, "x");
        }

        var quality = desk.View(Person("ben")).Quality;
        Assert.Equal((8, 6, 4, 2, TimeSpan.FromHours(6)), (quality.Asked, quality.Answered, quality.Explained, quality.Disputed, quality.Median));

        // Wilson, 2 of 6 at 95 %: (0.0968, 0.7000).
        Assert.Equal((0.3333m, 0.0968m, 0.7000m), (decimal.Round(quality.Withdrawn!.Value.Share, 4), decimal.Round(quality.Withdrawn.Value.Lo, 4), decimal.Round(quality.Withdrawn.Value.Hi, 4)));
        desk.Look(Finding());
        Assert.True(desk.View(Person("ben")).Quality is { LeftOut: true, Asked: 8 });
    }

    [Fact]
    public void A_rule_that_was_not_looked_at_keeps_its_questions()
    {
        desk.Look(Finding(SubjectKind.Job, "nightly"), Finding(SubjectKind.Job, "nightly", rule: "daily-ping"));
        new SignalRound(desk.Store, Company, desk).Take([], new HashSet<string>(), new HashSet<string> { "daily-ping" });
        Assert.Equal(["level-outlier"], desk.View(money).Open.Select(r => r.Question.Finding.Rule));
    }
}
