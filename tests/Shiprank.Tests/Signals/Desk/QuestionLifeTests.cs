using Shiprank.Core.Signals.Desk;
using static Shiprank.Tests.Signals.Desk.Asked;

namespace Shiprank.Tests.Signals.Desk;

public sealed class QuestionLifeTests
{
    [Fact]
    public void A_finding_opens_a_question()
    {
        var (question, step) = QuestionLife.Found(null, "a", Finding(), [], Noon);
        Assert.Equal((QuestionState.Open, QuestionStep.Opened, Noon), (question.State, step, question.AskedAt));
        Assert.True(question.IsAsked);
    }

    [Fact]
    public void Seen_again_it_is_the_same_question_with_fresh_evidence()
    {
        var (question, step) = QuestionLife.Found(Question(), "other", Finding(usd: 130), [], Noon.AddHours(1));
        Assert.Null(step);
        Assert.Equal(("0011223344", 130m, Noon, Noon.AddHours(1)), (question.Id, question.Finding.AtStakeUsd, question.AskedAt, question.SeenAt));
    }

    [Theory]
    [InlineData(QuestionAnswer.Explain, QuestionState.Explained)]
    [InlineData(QuestionAnswer.Dispute, QuestionState.Disputed)]
    [InlineData(QuestionAnswer.Accept, QuestionState.Accepted)]
    [InlineData(QuestionAnswer.Withdraw, QuestionState.Withdrawn)]
    public void What_is_answered_stays_answered_until_the_stake_has_doubled(QuestionAnswer answer, QuestionState state)
    {
        var answered = QuestionLife.Answer(Question(), answer, null, Noon)!.Value.Question;
        Assert.Equal(state, answered.State);
        var more = QuestionLife.Found(answered, "a", Finding(usd: 199.99m), [], Noon.AddDays(1));
        Assert.Equal((state, null), (more.Question.State, more.Step));
        var twice = QuestionLife.Found(more.Question, "a", Finding(usd: 200), [], Noon.AddDays(2));
        Assert.Equal((QuestionState.Reopened, QuestionStep.Reopened, Noon.AddDays(2)), (twice.Question.State, twice.Step, twice.Question.AskedAt));
        Assert.Null(twice.Question.Answer);
    }

    [Fact]
    public void Without_a_price_days_count()
    {
        var answered = QuestionLife.Answer(Question(Finding(usd: null, days: 4)), QuestionAnswer.Explain, null, Noon)!.Value.Question;
        Assert.Null(QuestionLife.Found(answered, "a", Finding(usd: null, days: 7), [], Noon).Step);
        Assert.Equal(QuestionStep.Reopened, QuestionLife.Found(answered, "a", Finding(usd: null, days: 8), [], Noon).Step);
        Assert.Null(QuestionLife.Found(answered, "a", Finding(usd: 5000, days: 7), [], Noon).Step);
    }

    [Fact]
    public void Evidence_that_goes_clears_it_in_any_state_and_once()
    {
        var answered = QuestionLife.Answer(Question(), QuestionAnswer.Explain, null, Noon)!.Value.Question;
        foreach (var known in new[] { Question(), answered })
        {
            var (cleared, step) = QuestionLife.Gone(known, Noon.AddDays(1));
            Assert.Equal((QuestionState.Cleared, QuestionStep.Cleared, Noon.AddDays(1)), (cleared.State, step, cleared.ClearedAt));
            Assert.Null(QuestionLife.Gone(cleared, Noon.AddDays(2)).Step);
        }
    }

    [Fact]
    public void Evidence_that_comes_back_brings_the_answer_back_and_asks_only_who_never_answered()
    {
        var open = QuestionLife.Gone(Question(), Noon.AddDays(1)).Question;
        Assert.Equal(QuestionStep.Reopened, QuestionLife.Found(open, "a", Finding(), [], Noon.AddDays(2)).Step);
        var answered = QuestionLife.Gone(QuestionLife.Answer(Question(), QuestionAnswer.Dispute, null, Noon)!.Value.Question, Noon.AddDays(1)).Question;
        var back = QuestionLife.Found(answered, "a", Finding(usd: 150), [], Noon.AddDays(2));
        Assert.Equal((QuestionState.Disputed, QuestionStep.Resumed), (back.Question.State, back.Step));
        Assert.Equal(QuestionStep.Reopened, QuestionLife.Found(answered, "a", Finding(usd: 300), [], Noon.AddDays(2)).Step);
    }

    [Fact]
    public void A_snoozed_question_asks_again_when_its_time_has_come_or_it_has_doubled()
    {
        var snoozed = QuestionLife.Answer(Question(), QuestionAnswer.Snooze, Noon.AddDays(7), Noon)!.Value.Question;
        Assert.Null(QuestionLife.Found(snoozed, "a", Finding(), [], Noon.AddDays(7).AddTicks(-1)).Step);
        Assert.Equal(QuestionStep.Reopened, QuestionLife.Found(snoozed, "a", Finding(), [], Noon.AddDays(7)).Step);
        Assert.Equal(QuestionStep.Reopened, QuestionLife.Found(snoozed, "a", Finding(usd: 200), [], Noon.AddDays(1)).Step);
    }

    [Fact]
    public void A_snooze_ends()
    {
        Assert.Null(QuestionLife.Answer(Question(), QuestionAnswer.Snooze, Noon, Noon));
        Assert.Null(QuestionLife.Answer(Question(), QuestionAnswer.Snooze, Noon.AddDays(QuestionLife.MostSnoozedDays).AddTicks(1), Noon));
        Assert.Null(QuestionLife.Answer(Question(), QuestionAnswer.Snooze, null, Noon));
    }

    [Fact]
    public void What_is_cleared_or_withdrawn_takes_no_answer()
    {
        var withdrawn = QuestionLife.Answer(Question(), QuestionAnswer.Withdraw, null, Noon)!.Value.Question;
        Assert.All(QuestionWords.Answers, a => Assert.Null(QuestionLife.Answer(QuestionLife.Gone(Question(), Noon).Question, a, Noon.AddDays(1), Noon)));
        Assert.All(QuestionWords.Answers, a => Assert.Null(QuestionLife.Answer(withdrawn, a, Noon.AddDays(1), Noon)));
    }

    [Fact]
    public void A_lead_may_ask_again_what_is_answered()
    {
        Assert.Null(QuestionLife.Answer(Question(), QuestionAnswer.AskAgain, null, Noon));
        var answered = QuestionLife.Answer(Question(), QuestionAnswer.Explain, null, Noon)!.Value.Question;
        Assert.Equal(QuestionState.Reopened, QuestionLife.Answer(answered, QuestionAnswer.AskAgain, null, Noon.AddDays(1))!.Value.Question.State);
    }

    [Fact]
    public void Words_are_read_as_they_are_written()
    {
        Assert.All(QuestionWords.States, s => Assert.Equal(s, QuestionWords.State(QuestionWords.Of(s))));
        Assert.All(QuestionWords.Answers, a => Assert.Equal(a, QuestionWords.Answer(QuestionWords.Of(a))));
        Assert.Null(QuestionWords.State("guilty"));
    }
}
