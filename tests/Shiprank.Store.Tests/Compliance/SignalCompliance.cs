using Shiprank.Core.Access;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Core.Signals.Review;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with questions that signals asked, and with reviews.</summary>
public abstract class SignalCompliance
{
    private static readonly DateOnly day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);

    private static readonly SignalQuestion asked = new()
    {
        Id = "0011223344",
        State = QuestionState.Open,
        OpenedAt = Given.Noon,
        AskedAt = Given.Noon,
        ChangedAt = Given.Noon,
        SeenAt = Given.Noon.AddMinutes(1),
        Finding = new()
        {
            Rule = "review-ring",
            Subject = new(SubjectKind.Person, "ada"),
            Episode = "ring-1",
            Others = ["ben", "cem"],
            First = day.AddDays(-6),
            Last = day,
            AtStakeUsd = 12.345678901m,
            Confidence = 0.995m,
            Title = "Three review each other alone",
            Seen = "31 of 32 reviews; «Ünïcode» \"quoted\".",
            Evidence = [new("Reviews", "31 of 32"), new("A change", "12 s", ("shop", "abc"))],
            Series = new("Reviews", "a week", [new("2026-05-11", 3.5m), new("2026-05-18", 4)]),
            Days = [day.AddDays(-2), day],
        },
        Beside = [new("digits", "Token counts have few ones.")],
    };

    private static readonly SignalQuestion answered = asked with
    {
        Id = "5566778899",
        State = QuestionState.Cleared,
        Answer = QuestionState.Explained,
        Answered = new(null, 3),
        SnoozedUntil = Given.Noon.AddDays(3),
        ClearedAt = Given.Noon.AddDays(1),
        Beside = [],
        Finding = asked.Finding with { Subject = new(SubjectKind.Job, "nightly"), Others = [], AtStakeUsd = null, Series = null, Days = [], Episode = "" },
    };

    protected abstract IStore Create();

    [Fact]
    public void A_question_is_read_as_it_was_given()
    {
        using var store = Create();
        store.ChangeSignals(_ => new([answered, asked], [], []));
        Assert.Equal([Text(asked), Text(answered)], store.ReadSignals().Select(Text));
        Assert.Equal(1, store.SignalChanges);
    }

    [Fact]
    public void A_change_sees_what_there_is_and_numbers_its_steps_and_is_in_the_audit_log_at_once()
    {
        using var store = Create();
        store.ChangeSignals(known => new([.. known, asked], [Step(QuestionStep.Opened, "shiprank")], [new(Given.Noon, "shiprank", "signal.opened", null, asked.Id)]));
        var steps = store.ChangeSignals(known => new([Assert.Single(known) with { State = QuestionState.Explained }], [Step(QuestionStep.Explained, "person:ada", "A load test.")], [new(Given.Noon, "subject", "signal.explained", null, asked.Id)]));
        Assert.Equal([2], steps.Select(s => s.Number));
        Assert.Equal([(1, ""), (2, "A load test.")], store.ReadSignalSteps(asked.Id).Select(s => (s.Number, s.Said)));
        Assert.Empty(store.ReadSignalSteps("other"));
        Assert.Equal(QuestionState.Explained, Assert.Single(store.ReadSignals()).State);
        Assert.Equal(["signal.explained", "signal.opened"], store.ReadAudit().Select(r => r.Entry.Action));
        Assert.True(AuditChain.Verify(store.StreamAudit()) is { Broken: null, Whole: 2 });
    }

    [Fact]
    public void A_change_that_fails_leaves_nothing()
    {
        using var store = Create();
        Assert.Throws<InvalidOperationException>(() => store.ChangeSignals(_ => throw new InvalidOperationException("no")));
        Assert.Empty(store.ReadSignals());
        Assert.Equal(0, store.SignalChanges);
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("cem")]
    public void Who_is_forgotten_takes_their_questions_along(string person)
    {
        using var store = Create();
        store.ChangeSignals(_ => new([asked, answered], [Step(QuestionStep.Opened, "shiprank"), Step(QuestionStep.Explained, "person:dia", "Mine.") with { Id = answered.Id }], []));
        store.PutSignalPost(new(asked.Id, 1, "hook", 0, null, Given.Noon));
        store.Erase(person, [new(new('a', 64), "p-1", Given.Noon)]);
        Assert.Equal([answered.Id], store.ReadSignals().Select(q => q.Id));
        Assert.Empty(store.ReadSignalSteps(asked.Id));
        Assert.Empty(store.ReadSignalPosts());
        Assert.Equal("Mine.", Assert.Single(store.ReadSignalSteps()).Said);
    }

    [Fact]
    public void What_a_forgotten_person_said_of_others_goes_too()
    {
        using var store = Create();
        store.ChangeSignals(_ => new([answered], [Step(QuestionStep.Withdrawn, "person:dia", "Mine.") with { Id = answered.Id }], []));
        store.AddReviewAnswer(new(day, new("shop", "abc"), "dia", Worth.Partly, Given.Noon));
        store.Erase("dia", [new(new('a', 64), "p-1", Given.Noon)]);
        Assert.Equal(("p-1", ""), store.ReadSignalSteps().Select(s => (s.Actor, s.Said)).Single());
        Assert.Equal(("", Worth.Partly), store.ReadReviewAnswers().Select(a => (a.Reviewer, a.Worth)).Single());
    }

    [Fact]
    public void Retention_takes_old_questions_about_people_and_no_others()
    {
        using var store = Create();
        store.ChangeSignals(_ => new([asked, answered], [Step(QuestionStep.Opened, "shiprank")], []));
        store.ForgetPeople(day);
        Assert.Equal(2, store.ReadSignals().Count);
        store.ForgetPeople(day.AddDays(1));
        Assert.Equal([answered.Id], store.ReadSignals().Select(q => q.Id));
        Assert.Empty(store.ReadSignalSteps());
    }

    [Fact]
    public void How_far_a_webhook_is_told_is_kept_once()
    {
        using var store = Create();
        store.PutSignalPost(new(asked.Id, 1, "hook", 1, Given.Noon.AddMinutes(1), null));
        store.PutSignalPost(new(asked.Id, 1, "hook", 1, null, Given.Noon.AddMinutes(1)));
        store.PutSignalPost(new(asked.Id, 1, "other", 0, null, Given.Noon));
        Assert.Equal([new(asked.Id, 1, "hook", 1, null, Given.Noon.AddMinutes(1)), new(asked.Id, 1, "other", 0, null, Given.Noon)], store.ReadSignalPosts());
    }

    [Fact]
    public void A_week_is_drawn_once_even_when_it_had_nothing()
    {
        using var store = Create();
        var drawn = new ReviewSample(day, "seed", Given.Noon, [new("shop", "b"), new("shop", "a")]);
        Assert.True(store.DrawReviews(drawn));
        Assert.False(store.DrawReviews(drawn with { Changes = [new("shop", "c")] }));
        Assert.True(store.DrawReviews(new(day.AddDays(7), "other", Given.Noon, [])));
        Assert.False(store.DrawReviews(new(day.AddDays(7), "other", Given.Noon, drawn.Changes)));
        Assert.Equal(["seed shop b shop a", "other "], store.ReadReviewSamples().Select(s => $"{s.WeekSeed} {string.Join(' ', s.Changes.Select(c => $"{c.Repository} {c.Sha}"))}"));
    }

    [Fact]
    public void A_reviewers_last_answer_counts()
    {
        using var store = Create();
        var answer = new ReviewAnswer(day, new("shop", "abc"), "ada", Worth.No, Given.Noon);
        store.AddReviewAnswer(answer);
        store.AddReviewAnswer(answer with { Reviewer = "ben" });
        store.AddReviewAnswer(answer with { Worth = Worth.Yes, At = Given.Noon.AddHours(1) });
        Assert.Equal([("ben", Worth.No), ("ada", Worth.Yes)], store.ReadReviewAnswers().Select(a => (a.Reviewer, a.Worth)));
    }

    [Fact]
    public void Usage_that_comes_is_told()
    {
        using var store = Create();
        Assert.Equal(0, store.UsageChanges);
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"))));
        Assert.Equal(1, store.UsageChanges);
    }

    private static TakenStep Step(QuestionStep step, string actor, string said = "") => new(asked.Id, 0, step, QuestionState.Open, Given.Noon, actor, said);

    /// <summary>Records hold lists, which are equal by what they are and not by what is in them.</summary>
    private static string Text(SignalQuestion q) => string.Join('|', q with { Finding = Bare(q.Finding), Beside = [] }, string.Join(',', q.Finding.Others), string.Join(',', q.Finding.Evidence), string.Join(',', q.Finding.Days),
        q.Finding.Series is { } s ? $"{s.Name} {s.Unit} {string.Join(',', s.Points)}" : "none", string.Join(',', q.Beside));

    private static readonly IReadOnlyList<string> nobody = [];
    private static readonly IReadOnlyList<SignalEvidence> nothing = [];
    private static readonly IReadOnlyList<DateOnly> never = [];

    private static Finding Bare(Finding finding) => finding with { Others = nobody, Evidence = nothing, Days = never, Series = null };
}
