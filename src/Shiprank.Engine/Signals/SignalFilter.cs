using Shiprank.Core.Signals.Desk;

namespace Shiprank.Engine.Signals;

/// <summary>Which questions are asked for. Null: any.</summary>
/// <param name="Since">Asked on it or later, or still open.</param>
/// <param name="Until">Asked on it or before.</param>
public sealed record SignalFilter(string? Rule = null, string? Team = null, QuestionState? State = null, DateOnly? Since = null, DateOnly? Until = null)
{
    public static readonly SignalFilter None = new();

    /// <summary>Only answered and settled ones, in every state of that kind.</summary>
    public bool Settled { get; init; }

    public bool Has(SignalRow row)
    {
        var (question, day) = (row.Question, DateOnly.FromDateTime(row.Question.AskedAt.UtcDateTime));
        return (Rule is null || question.Finding.Rule == Rule)
            && (Team is null || row.Teams.Contains(Team, StringComparer.Ordinal))
            && (State is null || question.State == State)
            && (!Settled || !question.IsOpen)
            && (question.IsOpen || Since is not { } since || day >= since)
            && (Until is not { } until || day <= until);
    }
}
