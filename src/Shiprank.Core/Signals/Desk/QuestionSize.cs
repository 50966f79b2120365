namespace Shiprank.Core.Signals.Desk;

/// <summary>How much a question is about, so that what was answered is asked anew only when it has grown.</summary>
/// <param name="Usd">Money at stake; null: none of it is priced.</param>
/// <param name="Days">Days that are in question.</param>
public readonly record struct QuestionSize(decimal? Usd, int Days)
{
    /// <summary>As many times the size of what was answered is another question.</summary>
    public const int Anew = 2;

    public static QuestionSize Of(Finding finding) => new(finding.AtStakeUsd, finding.Days.Count > 0 ? finding.Days.Distinct().Count() : finding.Last.DayNumber - finding.First.DayNumber + 1);

    /// <summary>True when it is at least twice as much as what was answered: by money where both have some, else by days.</summary>
    public bool Outgrew(QuestionSize answered) => Usd is { } now && answered.Usd is > 0 and var then ? now >= Anew * then : Days >= Anew * answered.Days;
}
