using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery;

/// <summary>What findings about a person's rate have in common.</summary>
internal static class RateFinding
{
    /// <param name="what">What is counted: <c>trivial changes</c>.</param>
    /// <param name="changes">Those that count, at least one.</param>
    /// <param name="say">What a row says of one.</param>
    /// <returns>Title and sentence are the rule's to say.</returns>
    public static Finding Of(SignalRule rule, RateOutlier found, string what, IReadOnlyList<ChangeFact> changes, Func<ChangeFact, string> say) => new()
    {
        Rule = rule.Id,
        Subject = new(SubjectKind.Person, found.Case.Who),
        First = changes.Min(c => c.Day),
        Last = changes.Max(c => c.Day),
        Confidence = HonestRates.Confidence(rule),
        Title = "",
        Seen = "",
        Evidence =
        [
            new(char.ToUpperInvariant(what[0]) + what[1..], $"{Figures.Share(found.Case.Hits, found.Case.Trials)}, at least {Figures.Percent(found.Lower)} (95 %)"),
            new("Of the others", $"{Figures.Share(found.Others.Hits, found.Others.Trials)} with {found.Peers} people; pulled to all, {Figures.Percent(found.Shrunk)} here is modified z {Figures.Number(found.Z)}"),
            .. ChangeEvidence.Of(changes, say),
        ],
    };
}
