namespace Shiprank.Core.Money.Outcomes;

public enum RoiOrigin
{
    /// <summary>Nobody knows: what needs it is unknown too.</summary>
    Unknown,

    /// <summary>From this organisation's own facts.</summary>
    Measured,

    /// <summary>Stated by somebody.</summary>
    Assumed,
}

/// <summary>One number that goes into the calculator.</summary>
/// <param name="Key">As <c>--set</c> takes it.</param>
public sealed record RoiInput(string Key, string Meaning, decimal? Value, RoiOrigin Origin, string Note);

/// <summary>
/// DORA's calculator of the return of AI-assisted development, its arithmetic unchanged. Money is USD a year. What an unknown goes into is unknown: no
/// saving is made up.
/// </summary>
/// <remarks>dora.dev, ROI of AI-assisted software development: calculations.js.</remarks>
public sealed class Roi(IReadOnlyList<RoiInput> inputs)
{
    /// <summary>The calculator's inputs, in its order, with the values that it comes with: those are an example and nobody's facts.</summary>
    public static readonly IReadOnlyList<RoiInput> Example =
    [
        Given("staff", "People", 500), Given("salary", "Cost of a person a year", 176_000), Given("revenue", "Revenue a year", 100_000_000),
        Given("downtime_cost_per_hour", "Cost of an hour of downtime", 100_000), Given("deployments_before", "Deployments a year, before", 50), Given("deployments_after", "Deployments a year, after", 56),
        Given("features_before", "Features a year, before", 50), Given("features_after", "Features a year, after", 56), Given("idea_success", "Part of ideas that succeed", 0.33m),
        Given("revenue_per_feature", "Part of revenue that a feature moves", 0.005m), Given("cfr_before", "Change fail rate, before", 0.05m), Given("cfr_after", "Change fail rate, after", 0.06m),
        Given("recovery_hours", "Hours to recover from a failed deployment", 4), Given("time_saved", "Part of people’s time that is saved", 0.125m), Given("licence", "Licence a head and year", 250),
        Given("extra_ai", "Other AI cost a head and year", 80), Given("infra", "Infrastructure a year", 100_000), Given("training", "Training a head", 9_600),
        Given("drop", "Drop of productivity while learning", 0.15m), Given("months", "Months of learning", 3),
    ];

    private readonly Dictionary<string, decimal?> values = inputs.ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal);

    public IReadOnlyList<RoiInput> Inputs => inputs;

    public decimal? HardCost => ((this["licence"] + this["extra_ai"] + this["training"]) * this["staff"]) + this["infra"];

    public decimal? LearningCost => this["staff"] * this["salary"] * this["drop"] * this["months"] / 12;

    public decimal? Investment => HardCost + LearningCost;

    public decimal? Capacity => this["staff"] * this["salary"] * this["time_saved"];

    public decimal? Features => (this["features_after"] - this["features_before"]) * this["idea_success"] * this["revenue_per_feature"] * this["revenue"];

    public decimal? Downtime => ((this["deployments_before"] * this["cfr_before"]) - (this["deployments_after"] * this["cfr_after"])) * this["recovery_hours"] * this["downtime_cost_per_hour"];

    public decimal? Value => Capacity + Features + Downtime;

    public decimal? Benefit => Value - Investment;

    public decimal? Return => Investment is > 0 and var cost ? (Value - cost) / cost : null;

    /// <summary>Null too where there is no value that could pay anything back.</summary>
    public decimal? PaybackYears => Value is > 0 and var value ? Investment / value : null;

    /// <summary>Keys that nobody knows.</summary>
    public IEnumerable<string> Missing => inputs.Where(i => i.Value is null).Select(i => i.Key);

    /// <param name="stated">By key; they go before what is measured.</param>
    public Roi With(IReadOnlyDictionary<string, decimal> stated, string note) =>
        new([.. inputs.Select(i => stated.TryGetValue(i.Key, out var value) ? i with { Value = value, Origin = RoiOrigin.Assumed, Note = note } : i)]);

    private decimal? this[string key] => values[key];

    private static RoiInput Given(string key, string meaning, decimal value) => new(key, meaning, value, RoiOrigin.Assumed, "the calculator’s example");
}
