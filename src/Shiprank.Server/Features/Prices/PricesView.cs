using Shiprank.Core;
using Shiprank.Core.Money.Modelling;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Scenarios;
using Shiprank.Store;

namespace Shiprank.Server.Features.Prices;

/// <summary>A scenario that is kept, with what became of it; or why it can't be read.</summary>
/// <param name="Said">Null for one that can't be read.</param>
/// <param name="Check">Null for one without a date.</param>
public sealed record KeptScenario(string File, SpendModelView? Said, ScenarioCheck? Check, IReadOnlyList<Problem> Problems)
{
    public static IReadOnlyList<KeptScenario> All(Standing standing, IStore store) =>
        [.. ScenarioFiles.Find(standing.Workspace.Organisation.Prices.Scenarios).Take(Most).Select(f => Of(f, standing, store))];

    private const int Most = 50;

    private static KeptScenario Of(string file, Standing standing, IStore store)
    {
        var read = ScenarioReader.Read(file, standing.Workspace.Organisation, standing.Workspace.PriceParts);
        if (read.Value is not { } scenario) return new(Path.GetFileName(file), null, null, read.Problems);
        var check = ScenarioCheck.Of(standing, store, scenario);
        return new(Path.GetFileName(file), check?.Said ?? SpendModelView.Of(standing, store, scenario), check, []);
    }
}

/// <summary>Prices and how they moved, for everybody; what they come to here, for those who may see the organisation's money.</summary>
/// <param name="Used">Names of models in use.</param>
public sealed record PricesView(IReadOnlyList<ListedPrice> Rows, IReadOnlySet<string> Used, PriceTracker Tracker, DateOnly Today, MoneyOfPrices? Money)
{
    /// <summary>Changes of models in use, those that are announced too.</summary>
    public IReadOnlyList<Core.Pricing.PriceChange> Ours => [.. Rows.Where(r => Used.Contains(r.Name)).SelectMany(r => r.Changes).Where(c => c.From >= Tracker.Since && c.From <= Tracker.Until).Distinct().OrderByDescending(c => c.From)];

    public static PricesView Of(Standing standing, IStore store, IReadOnlyList<string> used, bool all, string? provider, ModelQuestion? asked)
    {
        var prices = standing.Workspace.Prices;
        var today = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var rows = PriceListing.Of(prices, all ? null : used, standing.AsOf).Where(r => provider is null || r.Provider == provider).ToList();
        return new(rows, used.ToHashSet(StringComparer.Ordinal), SettledPrices.Of(standing, store).Tracker, today, asked is null ? null : MoneyOfPrices.Of(standing, store, asked));
    }
}

/// <summary>Our mix, a model of it, and scenarios that are kept.</summary>
public sealed record MoneyOfPrices(PriceMix Mix, SpendModelView? Model, IReadOnlyList<KeptScenario> Scenarios)
{
    public static MoneyOfPrices Of(Standing standing, IStore store, ModelQuestion asked)
    {
        var settled = SettledPrices.Of(standing, store);
        return new(settled.Mix, asked.IsAsked ? SpendModelView.Of(standing, store, asked.Scenario()) : null, settled.Scenarios);
    }
}
