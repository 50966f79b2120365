namespace Shiprank.Core.Signals.Desk;

/// <summary>
/// What becomes of a question: a pure function of what is known, what is found and when. What was answered stays answered while the evidence is of the same
/// size; it is asked anew when that has doubled (<see cref="QuestionSize.Outgrew"/>). Evidence that goes clears it; evidence that comes back brings the answer back.
/// </summary>
public static class QuestionLife
{
    /// <summary>Longest that a question may wait.</summary>
    public const int MostSnoozedDays = 90;

    /// <summary>A rule found it, for the first time or again.</summary>
    /// <returns>The question as it is now, and the step that led there; null: it stands as it stood.</returns>
    public static (SignalQuestion Question, QuestionStep? Step) Found(SignalQuestion? known, string id, Finding finding, IReadOnlyList<BesideFinding> beside, DateTimeOffset now)
    {
        if (known is null)
        {
            return (new() { Id = id, State = QuestionState.Open, Finding = finding, OpenedAt = now, AskedAt = now, ChangedAt = now, SeenAt = now, Beside = beside }, QuestionStep.Opened);
        }

        var fresh = known with { Finding = finding, SeenAt = now, Beside = beside };
        var outgrown = known.Answered is { } answered && QuestionSize.Of(finding).Outgrew(answered);
        return known.State switch
        {
            QuestionState.Open or QuestionState.Reopened => (fresh, null),
            QuestionState.Snoozed when known.SnoozedUntil > now && !outgrown => (fresh, null),
            QuestionState.Cleared when known.Answer is { } answer && !outgrown => (fresh with { State = answer, ClearedAt = null, ChangedAt = now }, QuestionStep.Resumed),
            QuestionState.Snoozed or QuestionState.Cleared => (Asked(fresh, now), QuestionStep.Reopened),
            _ => outgrown ? (Asked(fresh, now), QuestionStep.Reopened) : (fresh, null),
        };
    }

    /// <summary>Its rule was looked at and did not find it any more.</summary>
    /// <inheritdoc cref="Found"/>
    public static (SignalQuestion Question, QuestionStep? Step) Gone(SignalQuestion known, DateTimeOffset now) => known.State == QuestionState.Cleared
        ? (known, null)
        : (known with { State = QuestionState.Cleared, ClearedAt = now, ChangedAt = now, SnoozedUntil = null }, QuestionStep.Cleared);

    /// <summary>Somebody who may has answered.</summary>
    /// <param name="until">Of a snooze: after now, <see cref="MostSnoozedDays"/> at most.</param>
    /// <returns>Null where the question can't take that answer as it stands.</returns>
    public static (SignalQuestion Question, QuestionStep Step)? Answer(SignalQuestion known, QuestionAnswer answer, DateTimeOffset? until, DateTimeOffset now)
    {
        if (known.State is QuestionState.Cleared or QuestionState.Withdrawn) return null;
        return answer switch
        {
            QuestionAnswer.Explain => (Settled(known, QuestionState.Explained, now), QuestionStep.Explained),
            QuestionAnswer.Dispute => (Settled(known, QuestionState.Disputed, now), QuestionStep.Disputed),
            QuestionAnswer.Accept => (Settled(known, QuestionState.Accepted, now), QuestionStep.Accepted),
            QuestionAnswer.Withdraw => (Settled(known, QuestionState.Withdrawn, now), QuestionStep.Withdrawn),
            QuestionAnswer.Snooze when known.IsOpen && until > now && until <= now.AddDays(MostSnoozedDays) =>
                (known with { State = QuestionState.Snoozed, SnoozedUntil = until, ChangedAt = now, Answered = QuestionSize.Of(known.Finding) }, QuestionStep.Snoozed),
            QuestionAnswer.AskAgain when !known.IsOpen => (Asked(known, now), QuestionStep.Reopened),
            _ => null,
        };
    }

    private static SignalQuestion Settled(SignalQuestion known, QuestionState state, DateTimeOffset now) =>
        known with { State = state, Answer = state, Answered = QuestionSize.Of(known.Finding), ChangedAt = now, SnoozedUntil = null };

    private static SignalQuestion Asked(SignalQuestion known, DateTimeOffset now) =>
        known with { State = QuestionState.Reopened, Answer = null, Answered = null, AskedAt = now, ChangedAt = now, SnoozedUntil = null, ClearedAt = null };
}
