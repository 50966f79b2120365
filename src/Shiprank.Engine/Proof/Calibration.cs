namespace Shiprank.Engine.Proof;

/// <summary>
/// What the honest world is made to look like, and what things cost. Each figure has its source; those without one are assumptions and are
/// printed as such (<see cref="All"/>).
/// </summary>
internal static class Calibration
{
    /// <summary>Requests of humans: merged, closed without a merge; the rest is still open.</summary>
    public const double Merged = 0.7678;
    public const double Rejected = 0.1614;

    /// <summary>Median hours from opening to merging and to closing.</summary>
    public const double MergeHours = 3.89;
    public const double RejectHours = 27.55;
    public const double HoursSigma = 1.2;

    /// <summary>Part of the eligible lines that are dead six weeks later.</summary>
    public const double Dead = 0.221;

    /// <summary>Part of all lines that agents write.</summary>
    public const double AgentLines = 0.2186;

    /// <summary>Part of changes that fail in production: by a revert or by an incident.</summary>
    public const double FailureRate = 0.05;
    public const double RevertPart = 0.4;

    /// <summary>Part of the engineers who use agents.</summary>
    public const double Adoption = 0.8;

    /// <summary>Tokens of one call.</summary>
    public const long CallInput = 14;
    public const long CallOutput = 66;
    public const long CallCacheRead = 99_101;
    public const long CallCacheWrite = 3_767;

    public const double ReviewedPart = 0.9;
    public const double RequestsAWeek = 2.6;
    public const double LinesMedian = 34;
    public const double LinesSigma = 0.9;
    public const double CallsMedian = 20;
    public const double CallsSigma = 0.8;
    public const double ValueSigma = 0.5;

    /// <summary>USD an hour of anybody's time.</summary>
    public const decimal Wage = 100;

    /// <summary>Minutes of honest work on a change, and of reading it.</summary>
    public const double ChangeMinutes = 60;
    public const double LineMinutes = 4;
    public const double ReviewMinutes = 5;
    public const double ReviewLineMinutes = 0.25;

    /// <summary>Minutes of an approval that nobody reads for.</summary>
    public const double StampMinutes = 1;

    /// <summary>USD of one roll-out in CI.</summary>
    public const decimal RollOut = 1;

    public const string Model = "claude-sonnet-4-6";
    public const string CheapModel = "claude-haiku-4-5";

    private const string AiDev = "AIDev, popular repositories, row of humans (SAILResearch/AI_Teammates_in_SE3 at 8bc314a)";
    private const string Entire = "Entire's checkpoints of its own repository, January to February 2026 (entireio/cli)";
    private const string Roi = "DORA's ROI-of-AI calculator, defaults (dora-team/dora.dev at fcaf07b)";

    public static IReadOnlyList<Assumption> All { get; } =
    [
        new("Requests merged", "76.78 %", AiDev),
        new("Requests closed without a merge", "16.14 %", AiDev),
        new("Hours to merge, median", "3.89", AiDev),
        new("Hours to close without a merge, median", "27.55", AiDev),
        new("Eligible lines dead later", "22.1 %", Entire),
        new("Lines written by agents", "21.86 %", Entire),
        new("Tokens a call: input, output, cache read, cache write", "14, 66, 99,101, 3,767", Entire),
        new("Changes that fail in production", "5 %", Roi),
        new("Cost of an hour of anybody's time", "$100", Roi + ": $176,000 a year; 1,760 hours are assumed"),
        new("Engineers who use agents", "80 %", "Amazon's published target"),
        new("Cost of tokens", "list price", "the price list that Shiprank ships"),
        new("Requests a week and engineer, mean", "2.6", null),
        new("Eligible lines of a change", "log-normal, median 34, σ 0.9", null),
        new("Spread of true value between engineers", "log-normal, σ 0.5", null),
        new("How true value shows", "requests a week ∝ V^0.6, lines ∝ V^0.25, failures and rework ∝ V^−0.3, each with noise; use of agents does not depend on V", null),
        new("Part of failures that are reverts, else incidents", "40 %", null),
        new("Merged requests that somebody else approved", "90 %", null),
        new("Minutes of honest work on a change", "60 + 4 a line", null),
        new("Minutes of a review", "5 + 0.25 a line", null),
        new("Minutes of an approval without reading", "1", null),
        new("Calls of an agent's session", "log-normal, median 20, σ 0.8", null),
        new("A roll-out in CI", "$1", null),
    ];
}

/// <param name="Source">Null: ours, an assumption.</param>
public sealed record Assumption(string What, string Value, string? Source);
