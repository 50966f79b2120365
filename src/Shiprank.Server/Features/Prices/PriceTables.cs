using Shiprank.Core.Pricing;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Server.Features.Exports;

namespace Shiprank.Server.Features.Prices;

/// <summary>The figures of the page as CSV.</summary>
internal static class PriceTables
{
    public static CsvTable Of(IReadOnlyList<ListedPrice> rows) => new(
        ["model", "provider", "from", "input", "cache_read", "cache_write_5m", "cache_write_1h", "output", "long_prompt_above", "long_input", "long_output", "fast_factor", "batch_factor", "batch_source"],
        rows.Select(IReadOnlyList<object?> (r) =>
        [
            r.Name, r.Provider, r.Period?.From, r.Rates?.Input?.Base, r.Rates?.CacheRead?.Base, r.Rates?.CacheWrite5m?.Base, r.Rates?.CacheWrite1h?.Base, r.Rates?.Output?.Base,
            r.Rates?.Input?.Tiers is [var tier, ..] ? tier.Above : null, r.Rates?.Input?.Tiers is [var dear, ..] ? dear.PerMillion : null, r.Rates?.Output?.Tiers is [var dearer, ..] ? dearer.PerMillion : null,
            r.Fast, r.Batch?.Factor, r.Batch?.Source,
        ]));

    public static CsvTable Of(IReadOnlyList<PriceChange> changes) => new(
        ["model", "provider", "rate", "from", "old", "new", "change"], changes.Select(IReadOnlyList<object?> (c) => [c.Model, c.Provider, c.Kind, c.From, c.Old, c.New, c.Share]));

    public static CsvTable Of(PriceMix mix) => new(
        ["model", "provider", "responses", "tokens", "input", "cache_read", "cache_write_5m", "cache_write_1h", "output", "cost_usd", "per_million", "per_million_at_list", "effect_of_prices_usd"],
        mix.Rows.Select(IReadOnlyList<object?> (r) =>
            [r.Model, r.Provider, r.Responses, r.Tokens.Total, r.Tokens.Input, r.Tokens.CacheRead, r.Tokens.CacheWrite5m, r.Tokens.CacheWrite1h, r.Tokens.Output, r.Usd, r.Effective, r.AtList, r.Effect]));

    public static CsvTable Of(SpendModelView view) => new(
        ["team", "now_usd", "then_lo_usd", "then_usd", "then_hi_usd"], view.Model.ByTeam.Select(IReadOnlyList<object?> (t) => [t.Name, t.NowUsd, t.ThenUsd.Lo, t.ThenUsd.Mid, t.ThenUsd.Hi]));
}
