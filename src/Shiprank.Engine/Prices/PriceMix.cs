using Shiprank.Core.Money;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Pricing;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine.Modelling;
using Shiprank.Store;

namespace Shiprank.Engine.Prices;

/// <summary>What was paid for a model in a window, beside its list.</summary>
/// <param name="Tokens">Of priced usage.</param>
/// <param name="Usd">As stored.</param>
/// <param name="ListUsd">The same tokens at the rates of the window's last day, standard tier; null where no rate is known.</param>
/// <param name="EarlierUsd">The same tokens at the rates of <see cref="PriceMix.Compared"/>; null where none was known then.</param>
public sealed record MixRow(string Model, string? Provider, TokenCounts Tokens, decimal Usd, decimal? ListUsd, decimal? EarlierUsd, long Responses)
{
    /// <summary>USD for a million tokens of our mix of input, cache and output; null without tokens.</summary>
    public decimal? Effective => Tokens.Total > 0 ? 1_000_000m * Usd / Tokens.Total : null;

    public decimal? AtList => Tokens.Total > 0 && ListUsd is { } usd ? 1_000_000m * usd / Tokens.Total : null;

    /// <summary>What the changes of prices since <see cref="PriceMix.Compared"/> make of this usage; below 0: cheaper.</summary>
    public decimal? Effect => ListUsd - EarlierUsd;
}

/// <summary>The effective prices of our mix: cost ÷ tokens by model. For those who may see the organisation's money.</summary>
/// <param name="Compared">The day whose rates the effect is against.</param>
/// <param name="CreditsUsd">Cost of usage that is metered in credits: it has no price by token.</param>
public sealed record PriceMix(ScoreWindow Window, DateOnly Compared, IReadOnlyList<MixRow> Rows, long UnpricedTokens, IReadOnlyList<string> UnpricedModels, decimal CreditsUsd)
{
    public long Tokens => Rows.Sum(r => r.Tokens.Total);

    public decimal Usd => Rows.Sum(r => r.Usd);

    public decimal? Effective => Tokens > 0 ? 1_000_000m * Usd / Tokens : null;

    /// <summary>Over models of which both rates are known.</summary>
    public decimal Effect => Rows.Sum(r => r.Effect ?? 0);

    public static PriceMix Of(IStore store, PriceList prices, ScoreWindow window, DateOnly compared)
    {
        var usage = UsageReader.Read(store, window, [], null, prices);
        var unpriced = usage.Where(u => u.CostNano is null && u.Tokens.Total > 0).ToList();
        var (now, then) = (At(window.Until), At(compared));
        return new(
            window, compared,
            [
                .. usage.Where(u => u.CostNano is not null && u.Credits is null && u.Tokens.Total > 0).GroupBy(u => u.Model, StringComparer.Ordinal)
                    .Select(g => Row(prices, g.Key, [.. g], now, then))
                    .OrderByDescending(r => r.Tokens.Total).ThenBy(r => r.Model, StringComparer.Ordinal),
            ],
            unpriced.Sum(u => u.Tokens.Total),
            [.. unpriced.Select(u => u.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            usage.Where(u => u.Credits is not null).Sum(u => Nano.Units(u.CostNano ?? 0)));
    }

    private static MixRow Row(PriceList prices, string model, IReadOnlyList<UsageSlice> slices, DateTimeOffset now, DateTimeOffset then) => new(
        model, prices.SellerOf(slices[0].Tool, model), slices.Aggregate(default(TokenCounts), (sum, s) => sum + s.Tokens), slices.Sum(s => Nano.Units(s.CostNano!.Value)),
        Cost(prices, slices, now), Cost(prices, slices, then), slices.Sum(s => s.Responses));

    private static decimal? Cost(PriceList prices, IReadOnlyList<UsageSlice> slices, DateTimeOffset at)
    {
        decimal? sum = 0;
        foreach (var slice in slices) sum += prices.CostOf(slice.Tool, slice.Model, "", slice.Tokens, slice.Prompt, at);
        return sum;
    }

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
}
