namespace Shiprank.Core.Money.Modelling;

/// <summary>A slice before and after.</summary>
/// <param name="NowUsd">As stored.</param>
/// <param name="To">The model that takes over a part of it; null: none.</param>
/// <param name="StayUsd">Middle of what the part costs that keeps its model.</param>
/// <param name="MovedUsd">Middle of what the part costs that has another.</param>
/// <param name="Kept">Why the scenario leaves it as it is although it means it; null: it does not.</param>
public sealed record ModelledSlice(UsageSlice Slice, decimal NowUsd, Estimate ThenUsd, string? To, decimal StayUsd, decimal MovedUsd, string? Kept);

/// <summary>Slices of one name before and after.</summary>
/// <param name="Name">Null: no name.</param>
public sealed record ModelledGroup(string? Name, decimal NowUsd, Estimate ThenUsd)
{
    public Estimate Change => new(ThenUsd.Lo - NowUsd, ThenUsd.Mid - NowUsd, ThenUsd.Hi - NowUsd);
}

/// <summary>Money that the scenario means and cannot say anything of: it stands in both sums as it is.</summary>
public sealed record KeptSpend(string Why, string Model, decimal Usd);

/// <summary>Real usage on another setup. The sums by team are the whole, seats apart.</summary>
public sealed record ModelledSpend
{
    public required SpendScenario Scenario { get; init; }

    public required IReadOnlyList<ModelledSlice> Slices { get; init; }

    public required IReadOnlyList<SeatOutcome> Seats { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Usage without a price today: in neither sum.</summary>
    public required long UnpricedTokens { get; init; }

    public required long UnpricedResponses { get; init; }

    public decimal NowUsd => Slices.Sum(s => s.NowUsd);

    /// <summary>With the seats that were not withheld.</summary>
    public Estimate ThenUsd => Estimate.Sum(Slices.Select(s => s.ThenUsd)) + Estimate.Exactly(SeatsUsd);

    /// <summary>What the seats add: below 0 where they save.</summary>
    public decimal SeatsUsd => Seats.Sum(s => s.ThenUsd is { } then ? then - s.UseUsd : 0);

    /// <summary>The dearest first.</summary>
    public IReadOnlyList<ModelledGroup> ByTeam => [.. Slices.GroupBy(s => s.Slice.Team).Select(g => Group(g.Key, g)).OrderByDescending(g => g.NowUsd).ThenBy(g => g.Name, StringComparer.Ordinal)];

    /// <summary>By the model before for <see cref="ModelledGroup.NowUsd"/>, by the model after for the rest; middles only.</summary>
    public IReadOnlyList<ModelledGroup> ByModel
    {
        get
        {
            var now = Slices.GroupBy(s => s.Slice.Model, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (Now: g.Sum(s => s.NowUsd), Stay: g.Sum(s => s.StayUsd)), StringComparer.Ordinal);
            var moved = Slices.Where(s => s.To is not null).GroupBy(s => s.To!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(s => s.MovedUsd), StringComparer.Ordinal);
            return
            [
                .. now.Keys.Union(moved.Keys, StringComparer.Ordinal)
                    .Select(m => new ModelledGroup(m.Length == 0 ? null : m, now.GetValueOrDefault(m).Now, Estimate.Exactly(now.GetValueOrDefault(m).Stay + moved.GetValueOrDefault(m))))
                    .OrderByDescending(g => Math.Max(g.NowUsd, g.ThenUsd.Mid)).ThenBy(g => g.Name, StringComparer.Ordinal),
            ];
        }
    }

    public IReadOnlyList<KeptSpend> Kept =>
        [.. Slices.Where(s => s.Kept is not null).GroupBy(s => (s.Kept, s.Slice.Model)).Select(g => new KeptSpend(g.Key.Kept!, g.Key.Model, g.Sum(s => s.NowUsd))).OrderByDescending(k => k.Usd).ThenBy(k => k.Model, StringComparer.Ordinal)];

    private static ModelledGroup Group(string? name, IEnumerable<ModelledSlice> slices) => new(name, slices.Sum(s => s.NowUsd), Estimate.Sum(slices.Select(s => s.ThenUsd)));
}
