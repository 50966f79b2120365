using Shiprank.Core.Signals.Delivery.Rules;
using Shiprank.Core.Signals.Jobs;
using Shiprank.Core.Signals.Usage;

namespace Shiprank.Core.Signals;

/// <summary>A rule and how it looks: a pure function of the facts.</summary>
public sealed record Detector(SignalRule Rule, Func<SignalFacts, IEnumerable<Finding>> Find);

/// <summary>Every rule, in the order in which documents list them. A rule is one static class with its <c>Rule</c> and its <c>Find</c>.</summary>
public static class SignalCatalogue
{
    public static IReadOnlyList<Detector> All { get; } =
    [
        .. UsageRules(),
        .. DeliveryRules(),
        .. JobRules(),
    ];

    /// <summary>What the rules that are on find, by rule in their order, then by subject and episode.</summary>
    public static IReadOnlyList<Finding> Look(SignalFacts facts) =>
    [
        .. All.Where(d => !facts.Settings.Off.Contains(d.Rule.Id))
            .SelectMany(d => d.Find(facts).OrderBy(f => f.Subject.Kind).ThenBy(f => f.Subject.Id, StringComparer.Ordinal).ThenBy(f => f.Episode, StringComparer.Ordinal)),
    ];

    private static Detector[] UsageRules() =>
    [
        new(LevelOutlier.Rule, LevelOutlier.Find),
        new(Regularity.Rule, Regularity.Find),
        new(PeriodicUse.Rule, PeriodicUse.Find),
        new(NoNightGap.Rule, NoNightGap.Find),
        new(NearDuplicatePrompts.Rule, NearDuplicatePrompts.Find),
        new(RunawayLoop.Rule, RunawayLoop.Find),
        new(CacheThrash.Rule, CacheThrash.Find),
        new(IdleContext.Rule, IdleContext.Find),
        new(DailyPing.Rule, DailyPing.Find),
    ];

    private static Detector[] DeliveryRules() =>
    [
        new(SpendWithoutOutput.Rule, SpendWithoutOutput.Find),
        new(RequestSplitting.Rule, RequestSplitting.Find),
        new(TriviaFarming.Rule, TriviaFarming.Find),
        new(ChurnRecycling.Rule, ChurnRecycling.Find),
        new(RevertLoop.Rule, RevertLoop.Find),
        new(RedeployPadding.Rule, RedeployPadding.Find),
        new(SelfReview.Rule, SelfReview.Find),
        new(ReviewRing.Rule, ReviewRing.Find),
        new(ClaimedUnmetered.Rule, ClaimedUnmetered.Find),
        new(MeteredUnclaimed.Rule, MeteredUnclaimed.Find),
        new(TicketStuffing.Rule, TicketStuffing.Find),
        new(WindowArbitrage.Rule, WindowArbitrage.Find),
        new(ThresholdBunching.Rule, ThresholdBunching.Find),
        new(IncidentSuppression.Rule, IncidentSuppression.Find),
        new(SharedIdentity.Rule, SharedIdentity.Find),
    ];

    private static Detector[] JobRules() => [new(UnattendedWithoutTicket.Rule, UnattendedWithoutTicket.Find), new(JobOverUsual.Rule, JobOverUsual.Find)];
}
