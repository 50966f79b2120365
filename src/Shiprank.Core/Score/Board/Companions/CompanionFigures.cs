namespace Shiprank.Core.Score.Board.Companions;

/// <summary>What stands beside every rank (normalised-deployments.md, section 7, last table).</summary>
public sealed record CompanionFigures
{
    private const string NoUsage = "no usage source covers the group";

    /// <summary>Merged ÷ (merged + closed unmerged).</summary>
    public required Figure MergeRate { get; init; }

    /// <summary>Failed ÷ delivering deployments.</summary>
    public required Figure ChangeFailureRate { get; init; }

    /// <summary>Defective changes (each once) per 100 delivered ones; the numerator is multiplied by 100.</summary>
    public required Figure DefectsPer100 { get; init; }

    /// <summary>First commit's author time → first deployment; 0 where a clock was wrong and the order is the other way.</summary>
    public required HoursFigure CycleTime { get; init; }

    /// <summary>Eligible added lines dead within H ÷ eligible added lines.</summary>
    public required Figure Rework { get; init; }

    /// <summary>Reviewed ÷ delivered changes whose review is known.</summary>
    public required Figure ReviewCoverage { get; init; }

    /// <summary>USD known, by 1.</summary>
    public required Figure SpendUsd { get; init; }

    /// <summary>All AI spend ÷ ΣND.</summary>
    public required Figure CostPerNd { get; init; }

    /// <summary>Spend tied to shipped changes ÷ spend.</summary>
    public required Figure SpendTied { get; init; }

    /// <summary>Person-weeks with usage ÷ person-weeks employed.</summary>
    public required Figure Adoption { get; init; }

    public static CompanionFigures Of(CompanionFacts facts)
    {
        const string noChanges = "no change was delivered";
        var changes = facts.Changes;
        return new()
        {
            MergeRate = facts.ClosedRequests is { } requests
                ? Figure.Of(requests.Count(merged => merged), requests.Count, "no request was closed")
                : Figure.Unknown("no request events"),
            ChangeFailureRate = Figure.Of(facts.DeploymentFailures.Count(failed => failed), facts.DeploymentFailures.Count, "no deployment delivered anything"),
            DefectsPer100 = Figure.Of(100 * changes.Count(c => c.Defective), changes.Count, noChanges),
            CycleTime = HoursFigure.Of(changes.Select(c => c.DeployedAt > c.StartedAt ? c.DeployedAt - c.StartedAt : TimeSpan.Zero), noChanges),
            Rework = Figure.Of(changes.Sum(c => (decimal)c.Dead), changes.Sum(c => (decimal)c.Eligible), "no eligible line was delivered"),
            ReviewCoverage = Figure.Of(changes.Count(c => c.ReviewKnown && c.Reviewed), changes.Count(c => c.ReviewKnown), changes.Count == 0 ? noChanges : "no delivered change has known reviews"),
            SpendUsd = Spend(facts, s => (s.Usd, 1), ""),
            CostPerNd = Spend(facts, s => (s.Usd, facts.Nd), "no normalised deployment in the window"),
            SpendTied = Spend(facts, s => (s.TiedUsd, s.Usd), "nothing was spent"),
            Adoption = facts.Adoption is { } weeks
                ? Figure.Of(weeks.Sum(w => w.Users), weeks.Sum(w => w.Employed), "nobody was employed in the window")
                : Figure.Unknown(NoUsage),
        };
    }

    /// <summary>Money of which nothing is known is missing; a part without a price makes it a lower bound, which the unpriced count says.</summary>
    private static Figure Spend(CompanionFacts facts, Func<SpendFacts, (decimal Numerator, decimal Denominator)> parts, string nothing)
    {
        if (facts.Spend is not { } spend) return Figure.Unknown(NoUsage);
        if (spend.Usd == 0 && spend.UnpricedResponses > 0) return Figure.Unknown("none of the usage has a price");
        var (numerator, denominator) = parts(spend);
        return Figure.Of(numerator, denominator, nothing);
    }
}
