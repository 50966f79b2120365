using Shiprank.Core.Score.Board.Companions;

namespace Shiprank.Core.Money.Outcomes;

/// <summary>What it took to build and deliver software.</summary>
/// <param name="PersonWeeks">Weeks of people's work.</param>
/// <param name="UsdPerPersonWeek">Null: not known, and the cost is told in person-weeks.</param>
/// <param name="AiUsd">What agents cost; null: not known.</param>
/// <param name="OtherUsd">Build systems, environments; 0 where the organisation states none.</param>
public sealed record DeliveryCost(decimal PersonWeeks, decimal? UsdPerPersonWeek, decimal? AiUsd, decimal OtherUsd)
{
    public decimal? LabourUsd => PersonWeeks * UsdPerPersonWeek;

    /// <summary>Null while labour or agents are not known: a part is no total.</summary>
    public decimal? TotalUsd => LabourUsd + AiUsd + OtherUsd;
}

/// <summary>A figure that has to stand beside a cost per unit: it falls when cheaper is worse.</summary>
public readonly record struct TensionMetric(string Name, string Word, Figure Figure);

/// <summary>
/// Cost to serve software (CTS-SW): all that it costs to build and deliver ÷ units that reached customers. Its value can't be had without its tension
/// metrics: it is made with them, and where none of them is known there is no value.
/// </summary>
public sealed record CostToServe
{
    private CostToServe(DeliveryCost cost, decimal units, IReadOnlyList<TensionMetric> tension) => (Cost, Units, Tension) = (cost, units, tension);

    public DeliveryCost Cost { get; }

    public decimal Units { get; }

    public IReadOnlyList<TensionMetric> Tension { get; }

    /// <summary>USD a unit.</summary>
    public Figure Usd => Withheld ?? (Cost.TotalUsd is { } total ? Figure.Of(total, Units, NoUnits) : Figure.Unknown(Cost.LabourUsd is null ? "the cost of a person-week is not known" : "what agents cost is not known"));

    /// <summary>Person-weeks a unit, where money is not known: agents are not in it.</summary>
    public Figure PersonWeeks => Withheld ?? Figure.Of(Cost.PersonWeeks, Units, NoUnits);

    private const string NoUnits = "no unit reached production";

    private Figure? Withheld => Tension.All(t => t.Figure.Value is null) ? Figure.Unknown("none of its tension metrics is known, and it is not shown without them") : null;

    /// <param name="tension">At least one.</param>
    public static CostToServe Of(DeliveryCost cost, decimal units, IReadOnlyList<TensionMetric> tension) =>
        tension.Count > 0 ? new(cost, units, tension) : throw new ArgumentException("a cost per unit has tension metrics", nameof(tension));

    /// <summary>What an improvement avoids, of the cost that it is of.</summary>
    public static decimal Avoided(decimal cost, decimal improvement) => improvement * cost;

    /// <summary>Points of margin that an improvement of a cost gives, where the cost is this part of revenue.</summary>
    public static decimal MarginPoints(decimal partOfRevenue, decimal improvement) => 100 * improvement * partOfRevenue;
}
