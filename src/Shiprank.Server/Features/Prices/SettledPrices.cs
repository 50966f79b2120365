using System.Runtime.CompilerServices;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Server.Features.Prices;

/// <summary>What the page says whatever setup is asked for: made once for a standing, when it is first shown.</summary>
internal sealed class SettledPrices
{
    private static readonly ConditionalWeakTable<Standing, SettledPrices> kept = [];

    private readonly Lazy<PriceTracker> tracker;
    private readonly Lazy<PriceMix> mix;
    private readonly Lazy<IReadOnlyList<KeptScenario>> scenarios;

    private SettledPrices(Standing standing, IStore store)
    {
        var today = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var month = SpendModelView.LastMonth(today);
        tracker = new(() => PriceTracker.Of(standing.Workspace.Prices, store, today.AddYears(-1), today.AddYears(1)));
        mix = new(() => PriceMix.Of(store, standing.Workspace.Prices, month, month.Since.AddYears(-1)));
        scenarios = new(() => KeptScenario.All(standing, store));
    }

    /// <summary>A year back, and a year on: what is announced.</summary>
    public PriceTracker Tracker => tracker.Value;

    /// <summary>Of the last full month, against the rates of a year before it.</summary>
    public PriceMix Mix => mix.Value;

    public IReadOnlyList<KeptScenario> Scenarios => scenarios.Value;

    public static SettledPrices Of(Standing standing, IStore store) => kept.GetValue(standing, s => new(s, store));
}
