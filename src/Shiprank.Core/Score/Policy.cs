namespace Shiprank.Core.Score;

/// <summary>Parameters of the score (normalised-deployments.md, section 8). Defaults are policy 1; policy 2 sees copied blocks, and moves over changes.</summary>
public sealed record Policy
{
    public static readonly Policy One = new();

    public static readonly Policy Two = One with { Name = "policy-2", BlockLines = 6, CopiedWeight = 0, MoveDays = 90 };

    public string Name { get; init; } = "policy-1";

    /// <summary>SHA-256 (lower-case hex) of the policy file, or of the canonical text of a built-in policy.</summary>
    public string Sha256 { get; init; } = "";

    public int SurvivalDays { get; init; } = 30;

    public decimal Kappa { get; init; } = 40;

    public decimal DeletedWeight { get; init; } = 0.25m;

    public int MinAlnum { get; init; } = 4;

    public decimal Unreviewed { get; init; } = 0.5m;

    public decimal TrailerShare { get; init; } = 0.8m;

    public decimal SessionShare { get; init; } = 0.5m;

    public decimal WeakShare { get; init; } = 0.1m;

    public int MinGroup { get; init; } = 5;

    public int RestoreDays { get; init; } = 90;

    public int OldLineDays { get; init; } = 90;

    public decimal SizeCap { get; init; } = 1000;

    public int RetryHours { get; init; } = 24;

    /// <summary>Losses of sev1, sev2, any other.</summary>
    public IReadOnlyList<decimal> IncidentLoss { get; init; } = [1m, 0.5m, 0.25m];

    public decimal BandProbability { get; init; } = 0.9m;

    public int WindowWeeks { get; init; } = 12;

    /// <summary>Lines in a row that make a block: a copy when it is alive elsewhere, a move when it died elsewhere. 0: blocks are not looked for.</summary>
    public int BlockLines { get; init; }

    /// <summary>Weight of a line of a copied block.</summary>
    public decimal CopiedWeight { get; init; } = 1;

    /// <summary>Days within which a block that is taken out in one change and added in another has moved.</summary>
    public int MoveDays { get; init; }
}
