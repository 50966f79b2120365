using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Score.Board.Companions;

namespace Shiprank.Core.Score.Dora;

/// <summary>A change of people that reached production, or the default branch, in the window.</summary>
/// <param name="StartedAt">Its first commit, or the opening of its request when that is earlier.</param>
/// <param name="At">Its first deployment; its merge when none is known.</param>
/// <param name="DeploymentKnown">False when it counts on its merge, or came with the first deployment known: it may have run before.</param>
public readonly record struct LeadSpan(DateTimeOffset StartedAt, DateTimeOffset At, bool DeploymentKnown);

/// <summary>What a service or team did in a window.</summary>
public sealed record DoraFacts
{
    public required IReadOnlyList<LeadSpan> Changes { get; init; }

    /// <summary>Those that count (<see cref="Counts"/>), in the window, in order of time.</summary>
    public required IReadOnlyList<ScoredDeployment> Deployments { get; init; }

    /// <summary>Days of the window from the first deployment known on; null when none is known in it or before.</summary>
    public required int? ObservedDays { get; init; }

    public required decimal Nd { get; init; }

    /// <summary>Days of the window up to as-of.</summary>
    public required int Days { get; init; }

    public required DoraApart Apart { get; init; }

    /// <summary>True for a deployment that delivers changes of people: a bot's bump a day is no cadence.</summary>
    public static bool Counts(ScoredDeployment deployment) =>
        !deployment.OnMerge && deployment is { Delivered: > 0, People.Count: > 0, Kind: DeploymentKind.Delivery or DeploymentKind.Baseline };

    public DoraFigures Figures()
    {
        const int leastDays = 7;
        const string unknown = "no deployment is known: merges stand for deployments";
        var nothing = ObservedDays is null ? unknown : "no deployment delivered anything";
        var failed = Deployments.Where(d => d.Failed).ToList();
        var reworks = Deployments.Where(d => d.Rework != ReworkReasons.None).ToList();
        var days = Deployments.Select(Day).ToHashSet();
        return new()
        {
            LeadTime = Lead(),
            DaysPerWeek = PerTime(days.Count, 7),
            DeploymentsPerDay = PerTime(Deployments.Count, 1),
            ChangeFailRate = Figure.Of(failed.Count, Deployments.Count, nothing),
            FailedDays = Figure.Of(failed.Select(Day).Distinct().Count(), days.Count, nothing),
            Recovery = HoursFigure.Of(
                failed.Where(d => d.Restored is { By: not RestoredBy.Itself }).Select(d => d.Restored!.At - d.At),
                Deployments.Count == 0 ? nothing : failed.Count == 0 ? "no deployment failed" : "no failed deployment is restored yet"),
            NotRestored = failed.Count(d => d.Restored is null),
            ReworkRate = Figure.Of(reworks.Count, Deployments.Count, nothing),
            ReworkDays = Figure.Of(reworks.Select(Day).Distinct().Count(), days.Count, nothing),
            Nd = Nd,
            NdPerWeek = Figure.Of(Nd, Days / 7m, "the window has no day"),
            Apart = Apart,
            Failures = failed,
            Reworks = reworks,
        };

        Figure PerTime(int count, int daysOfUnit) => ObservedDays switch
        {
            null => Figure.Unknown(unknown),
            < leastDays => Figure.Unknown($"deployments are known for {ObservedDays} days only"),
            var observed => Figure.Of(count, observed.Value / (decimal)daysOfUnit, nothing),
        };
    }

    private static DateOnly Day(ScoredDeployment deployment) => DateOnly.FromDateTime(deployment.At.UtcDateTime);

    private LeadTime Lead()
    {
        var known = Changes.Where(c => c.DeploymentKnown).ToList();
        var end = known.Count > 0 || ObservedDays is not null ? LeadTimeEnd.Deployment : LeadTimeEnd.Merge;
        var spans = end == LeadTimeEnd.Deployment ? known : [.. Changes];
        return new(
            HoursFigure.Of(spans.Select(c => c.At > c.StartedAt ? c.At - c.StartedAt : TimeSpan.Zero), end == LeadTimeEnd.Deployment ? "no change was delivered" : "no change was merged"),
            end,
            spans.Count(c => c.StartedAt > c.At),
            Changes.Count - spans.Count);
    }
}
