namespace Shiprank.Core.Score;

/// <summary>A parameter of the score (normalised-deployments.md, section 8) by its name in a policy file.</summary>
/// <param name="Least">Of each of its values.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Whole">Takes whole numbers only.</param>
public sealed record PolicyParameter(string Name, string Meaning, decimal Least, decimal Most, bool Whole, int Count, Func<Policy, IReadOnlyList<decimal>> Of, Func<Policy, IReadOnlyList<decimal>, Policy> With)
{
    /// <summary>In the order of the specification.</summary>
    public static IReadOnlyList<PolicyParameter> All { get; } =
    [
        Days("survival_days", "days after which a line is judged", 1, 3650, p => p.SurvivalDays, (p, v) => p with { SurvivalDays = v }),
        One("kappa", "substance that half fills a change", 0.001m, 1_000_000, p => p.Kappa, (p, v) => p with { Kappa = v }),
        One("deleted_weight", "weight of an old line that is taken away", 0, 1, p => p.DeletedWeight, (p, v) => p with { DeletedWeight = v }),
        Days("min_alnum", "letters and digits that a line needs to count", 1, 15, p => p.MinAlnum, (p, v) => p with { MinAlnum = v }),
        One("unreviewed", "quality of a change that nobody else reviewed", 0, 1, p => p.Unreviewed, (p, v) => p with { Unreviewed = v }),
        One("trailer_share", "share of an agent that a trailer names", 0, 1, p => p.TrailerShare, (p, v) => p with { TrailerShare = v }),
        One("session_share", "share of an agent whose session is linked", 0, 1, p => p.SessionShare, (p, v) => p with { SessionShare = v }),
        One("weak_share", "share of an agent that is only likely", 0, 1, p => p.WeakShare, (p, v) => p with { WeakShare = v }),
        Days("min_group", "people that a group needs to be shown", 1, 1000, p => p.MinGroup, (p, v) => p with { MinGroup = v }),
        Days("restore_days", "days within which bringing lines back earns nothing", 0, 3650, p => p.RestoreDays, (p, v) => p with { RestoreDays = v }),
        Days("old_line_days", "days after which a deleted line counts as clearing up", 0, 3650, p => p.OldLineDays, (p, v) => p with { OldLineDays = v }),
        One("size_cap", "substance at which a change is as large as it gets", 1, 1_000_000_000, p => p.SizeCap, (p, v) => p with { SizeCap = v }),
        Days("retry_hours", "hours within which a deployment again is a retry", 0, 8760, p => p.RetryHours, (p, v) => p with { RetryHours = v }),
        new("incident_loss", "losses by an incident of severity 1, 2, any other", 0, 1, false, 3, p => p.IncidentLoss, (p, v) => p with { IncidentLoss = [.. v] }),
        One("band_probability", "probability at which a band ends", 0.5m, 0.9999m, p => p.BandProbability, (p, v) => p with { BandProbability = v }),
        Days("window_weeks", "weeks of a board", 1, 520, p => p.WindowWeeks, (p, v) => p with { WindowWeeks = v }),
        Days("block_lines", "lines in a row that make a block, for copies and for moves over changes; 0 looks for none", 0, 1000, p => p.BlockLines, (p, v) => p with { BlockLines = v }),
        One("copied_weight", "weight of a line in a block that was alive elsewhere", 0, 1, p => p.CopiedWeight, (p, v) => p with { CopiedWeight = v }),
        Days("move_days", "days within which a block that comes back in another file has moved", 0, 3650, p => p.MoveDays, (p, v) => p with { MoveDays = v }),
    ];

    private static PolicyParameter Days(string name, string meaning, int least, int most, Func<Policy, int> of, Func<Policy, int, Policy> with) =>
        new(name, meaning, least, most, true, 1, p => [of(p)], (p, v) => with(p, (int)v[0]));

    private static PolicyParameter One(string name, string meaning, decimal least, decimal most, Func<Policy, decimal> of, Func<Policy, decimal, Policy> with) =>
        new(name, meaning, least, most, false, 1, p => [of(p)], (p, v) => with(p, v[0]));
}
