namespace Shiprank.Core.Organisation;

/// <summary>What a delivered unit is: the way that a team works tells.</summary>
public enum DeliveredUnit
{
    /// <summary>Normalised deployments.</summary>
    Nd,

    /// <summary>Changes that reached production.</summary>
    Changes,

    /// <summary>Deployments that delivered something.</summary>
    Deployments,
}

/// <summary>The <c>finance:</c> part of the organisation file: costs that no log knows.</summary>
public sealed record FinanceSettings
{
    public static readonly FinanceSettings None = new();

    /// <summary>USD, all that a person costs in a week; null: cost is told in person-weeks.</summary>
    public decimal? CostPerPersonWeek { get; init; }

    /// <summary>USD a week for build systems and environments.</summary>
    public decimal OtherPerWeek { get; init; }

    public DeliveredUnit Unit { get; init; }

    /// <summary>What is assumed for the calculator of return, by its keys.</summary>
    public IReadOnlyDictionary<string, decimal> Roi { get; init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}
