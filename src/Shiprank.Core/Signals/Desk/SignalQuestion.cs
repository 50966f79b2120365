namespace Shiprank.Core.Signals.Desk;

/// <summary>A finding's question with what became of it. It stays the same one, by rule, subject and episode, however often its evidence is looked at anew.</summary>
public sealed record SignalQuestion
{
    /// <summary>Ten hex digits that tell nothing without the installation's key.</summary>
    public required string Id { get; init; }

    public required QuestionState State { get; init; }

    /// <summary>The evidence as it was found last.</summary>
    public required Finding Finding { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was asked last: opened or reopened. From here the days run in which a person sees it first.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When its evidence was looked at and found last.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset? SnoozedUntil { get; init; }

    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>The answer that holds: explained, disputed, accepted or withdrawn; null: none.</summary>
    public QuestionState? Answer { get; init; }

    /// <summary>How much it was about when it was answered.</summary>
    public QuestionSize? Answered { get; init; }

    /// <summary>What rules that only tell found about the same subject.</summary>
    public IReadOnlyList<BesideFinding> Beside { get; init; } = [];

    /// <summary>Nobody has answered it, and its evidence is there.</summary>
    public bool IsOpen => State is QuestionState.Open or QuestionState.Reopened or QuestionState.Snoozed;

    /// <summary>It wants an answer now.</summary>
    public bool IsAsked => State is QuestionState.Open or QuestionState.Reopened;

    /// <summary>Everybody whom its evidence is about, its subject among them; none where it is about nobody.</summary>
    public IEnumerable<string> People => Finding.Subject.Kind == SubjectKind.Person ? Finding.Others.Prepend(Finding.Subject.Id).Distinct(StringComparer.Ordinal) : Finding.Others.Distinct(StringComparer.Ordinal);

    /// <summary>It is about a person, or about several.</summary>
    public bool IsPersonal => Finding.Subject.Kind == SubjectKind.Person || Finding.Others.Count > 0;
}

/// <summary>A finding of an advisory rule: it is shown beside a question and asks nothing.</summary>
public sealed record BesideFinding(string Rule, string Seen);

/// <summary>A step that was taken.</summary>
/// <param name="Number">1, 2, … within its question.</param>
/// <param name="Actor">As the audit log names actors; <see cref="Machine"/>: by itself.</param>
/// <param name="Said">What its author typed, for who may see the question; empty: nothing.</param>
public sealed record TakenStep(string Id, int Number, QuestionStep Step, QuestionState State, DateTimeOffset At, string Actor, string Said = "")
{
    public const string Machine = "shiprank";

    /// <summary>Longest text that may be said.</summary>
    public const int MostSaid = 1000;
}
