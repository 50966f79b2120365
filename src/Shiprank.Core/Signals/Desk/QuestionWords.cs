namespace Shiprank.Core.Signals.Desk;

/// <summary>States, steps and answers as documents, addresses and commands spell them.</summary>
public static class QuestionWords
{
    public static readonly IReadOnlyList<QuestionState> States = Enum.GetValues<QuestionState>();

    public static readonly IReadOnlyList<QuestionAnswer> Answers = Enum.GetValues<QuestionAnswer>();

    public static string Of(QuestionState state) => state switch
    {
        QuestionState.Open => "open",
        QuestionState.Explained => "explained",
        QuestionState.Disputed => "disputed",
        QuestionState.Accepted => "accepted",
        QuestionState.Snoozed => "snoozed",
        QuestionState.Cleared => "cleared",
        QuestionState.Reopened => "reopened",
        _ => "withdrawn",
    };

    public static string Of(QuestionStep step) => step switch
    {
        QuestionStep.Opened => "opened",
        QuestionStep.Resumed => "resumed",
        QuestionStep.Looked => "looked",
        _ => Of((QuestionState)(short)step),
    };

    public static string Of(QuestionAnswer answer) => answer switch
    {
        QuestionAnswer.Explain => "explain",
        QuestionAnswer.Dispute => "dispute",
        QuestionAnswer.Accept => "accept",
        QuestionAnswer.Snooze => "snooze",
        QuestionAnswer.Withdraw => "withdraw",
        _ => "ask-again",
    };

    public static string Of(SubjectKind kind) => kind.ToString().ToLowerInvariant();

    /// <returns>Null for a word that is none.</returns>
    public static QuestionAnswer? Answer(string word)
    {
        foreach (var answer in Answers)
        {
            if (Of(answer) == word) return answer;
        }

        return null;
    }

    /// <inheritdoc cref="Answer"/>
    public static QuestionState? State(string word)
    {
        foreach (var state in States)
        {
            if (Of(state) == word) return state;
        }

        return null;
    }
}
