using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using static Shiprank.Tests.Signals.Desk.Asked;

namespace Shiprank.Tests.Signals.Desk;

public sealed class QuestionRoundTests
{
    private static readonly HashSet<string> none = [];
    private static readonly HashSet<string> all = ["level-outlier", "daily-ping"];

    private static string Id(Finding finding) => $"{finding.Rule} {finding.Subject.Id} {finding.Episode}";

    private static QuestionRound Look(IReadOnlyList<SignalQuestion> known, params Finding[] findings) => QuestionRound.Of(known, findings, all, none, Id, Noon);

    [Fact]
    public void What_is_found_opens_and_what_is_no_more_clears()
    {
        var first = Look([], Finding(), Finding(subject: "ben"));
        Assert.All(first.Steps, s => Assert.Equal(QuestionStep.Opened, s.Step));
        var second = Look(first.Questions, Finding(subject: "ben"));
        Assert.Equal([("level-outlier ada ", QuestionStep.Cleared)], second.Steps.Select(s => (s.Question.Id, s.Step)));
    }

    [Fact]
    public void Episodes_are_questions_of_their_own() =>
        Assert.Equal(2, Look([], Finding(episode: "run-1"), Finding(episode: "run-2"), Finding(episode: "run-1")).Steps.Count);

    [Fact]
    public void What_was_not_looked_at_stays()
    {
        var known = Look([], Finding(), Finding(rule: "daily-ping")).Questions;
        var part = QuestionRound.Of(known, [], new HashSet<string> { "daily-ping" }, none, Id, Noon.AddHours(1));
        Assert.Equal(["daily-ping ada "], part.Steps.Select(s => s.Question.Id));
    }

    [Fact]
    public void An_advisory_rule_tells_beside_and_asks_nothing()
    {
        var round = QuestionRound.Of([], [Finding(), Finding(rule: "daily-ping"), Finding(subject: "ben", rule: "daily-ping")], all, new HashSet<string> { "daily-ping" }, Id, Noon);
        var question = Assert.Single(round.Questions);
        Assert.Equal([new BesideFinding("daily-ping", "Forty times the median of twelve weeks.")], question.Beside);
    }

    [Fact]
    public void The_order_of_findings_changes_nothing_and_a_second_look_takes_no_step()
    {
        var people = Gen.Elements("ada", "ben", "cem", "dia").ArrayOf();
        Prop.ForAll(people.ToArbitrary(), subjects =>
        {
            Finding[] findings = [.. subjects.Distinct().Select((s, i) => Finding(subject: s, usd: 10 * (i + 1)))];
            var one = Look([], findings);
            var other = Look([], [.. findings.Reverse()]);
            return one.Questions.Select(q => (q.Id, q.State)).SequenceEqual(other.Questions.Select(q => (q.Id, q.State))) && Look(one.Questions, findings).Steps.Count == 0;
        }).QuickCheckThrowOnFailure();
    }
}
