using System.Globalization;
using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>People who stop right above a published line.</summary>
public static class ThresholdBunching
{
    public static readonly SignalRule Rule = new(
        "threshold-bunching",
        "Piled up at a threshold",
        "More people stand right above this threshold than the ones below it lead to expect: does it steer the work?",
        "At the threshold the density of what people have steps up by {z} or more of its standard errors, with at least {least} people within a quarter of the threshold on either side.",
        [
            new("z", 3m, "z", "least step of the log density, in its errors"),
            new("least", DensityBreak.Least, "people", "least people near the threshold"),
        ],
        "How many stand right above and right below; the step; how many there are above beyond what the side below leads to expect.",
        "Another threshold, or people who go on beyond it.",
        ["A14"])
    {
        Source = "McCrary 2008; Anderson et al. 2013",
        Advisory = true,
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (z, least) = ((double)facts.Settings.Of(Rule, "z"), (int)facts.Settings.Of(Rule, "least"));
        foreach (var threshold in facts.Delivery.Thresholds)
        {
            var step = DensityBreak.Near(threshold.Values, threshold.Threshold);
            if (step.IsSteep(z, least)) yield return Say(facts.Delivery, threshold, step);
        }
    }

    private static Finding Say(DeliveryFacts facts, ThresholdFact threshold, DensityBreak step) => new()
    {
        Rule = Rule.Id,
        Subject = new(SubjectKind.Threshold, threshold.Name),
        First = facts.From,
        Last = facts.Until,
        Confidence = HonestRates.Confidence(Rule),
        Title = $"{step.Above} stand right above the threshold of {threshold.Name}, {step.Below} right below",
        Seen = $"{step.Above} have {threshold.Threshold} or a few more {threshold.Unit}, {step.Below} a few less: {Figures.Number(step.Excess)} more than the side below leads to expect.",
        Evidence =
        [
            new("Right above", $"{step.Above} of {threshold.Values.Count}"),
            new("Right below", $"{step.Below} of {threshold.Values.Count}"),
            new("Step of the log density", string.Create(CultureInfo.InvariantCulture, $"{step.Step:0.00} ± {step.Error:0.00}, {step.Z:0.0} errors")),
            new("An honest doubt", "Work that comes in weeks piles up at round numbers of days without anybody looking at a badge."),
        ],
        Series = new("People by " + threshold.Unit, "people", [.. threshold.Values.GroupBy(v => v).OrderBy(g => g.Key).Select(g => new SignalPoint(g.Key.ToString(CultureInfo.InvariantCulture), g.Count()))]),
    };
}
