using Shiprank.Core.Pricing;

namespace Shiprank.Core.Money.Modelling;

/// <summary>One slice on the scenario's setup. Its bounds are those over every combination of the ends of what is uncertain.</summary>
internal sealed class SlicePricing(PriceList prices, IReadOnlyList<BatchDiscount> batches, SpendScenario scenario, UsageSlice slice, Estimate cached, Estimate scale)
{
    private readonly decimal now = Nano.Units(slice.CostNano!.Value);
    private readonly DateTimeOffset at = scenario.PricesAt is { } day ? new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero) : slice.At;
    private readonly ModelSwap? swap = scenario.Models.FirstOrDefault(s => s.Of.Has(slice));
    private readonly Estimate moved = scenario.Caching is { } caching && caching.Of.Has(slice) ? cached : default;
    private readonly BatchShare? batch = scenario.Batch is { } share && share.Of.Has(slice) ? share : null;
    private readonly FastShare? fast = scenario.Fast is { } mode && mode.Of.Has(slice) ? mode : null;
    private string? unknown;

    public ModelledSlice Run()
    {
        if (slice.Credits is not null) return Credits();
        var share = swap?.Share ?? default;
        var (batched, quick) = (batch?.Share ?? default, fast?.Share ?? default);
        var (stay, gone) = Middle(share, batched, quick);
        if (unknown is not null) return Same(unknown);
        var (least, most) = (stay + gone, stay + gone);
        foreach (var s in share.Ends)
        {
            foreach (var m in moved.Ends)
            {
                foreach (var b in batched.Ends)
                {
                    foreach (var f in quick.Ends)
                    {
                        var kept = s == 1 ? 0 : (1 - s) * Stay(m, b, f);
                        least = Math.Min(least, kept + (s == 0 ? 0 : s * Moved(m, b, f, e => e.Lo)));
                        most = Math.Max(most, kept + (s == 0 ? 0 : s * Moved(m, b, f, e => e.Hi)));
                    }
                }
            }
        }

        var then = new Estimate(least * scale.Lo, (stay + gone) * scale.Mid, most * scale.Hi);
        return unknown is null ? new(slice, now, then, swap?.To, stay * scale.Mid, gone * scale.Mid, null) : Same(unknown);
    }

    /// <summary>Only another price of a credit changes what credits cost.</summary>
    private ModelledSlice Credits()
    {
        if (scenario.Prices is not null || scenario.PricesAt is not null)
        {
            return prices.CreditRate(slice.Tool, at) is { } rate ? Whole(slice.Credits!.Value * rate.Usd, null) : Same($"no price of {slice.Tool}'s credit is known");
        }

        return Whole(now, swap is not null || moved != default || batch is not null || fast is not null ? $"{slice.Tool} meters in credits: nobody can tell what other models or habits would take" : null);
    }

    private ModelledSlice Same(string? why) => Whole(now, why);

    private ModelledSlice Whole(decimal usd, string? why) => new(slice, now, new(usd * scale.Lo, usd * scale.Mid, usd * scale.Hi), null, usd * scale.Mid, 0, why);

    private (decimal Stay, decimal Moved) Middle(Estimate share, Estimate batched, Estimate quick)
    {
        var stay = share is { IsExact: true, Lo: 1 } ? 0 : (1 - share.Mid) * Stay(moved.Mid, batched.Mid, quick.Mid);
        return (stay, share.Hi == 0 ? 0 : share.Mid * Moved(moved.Mid, batched.Mid, quick.Mid, e => e.Mid));
    }

    /// <summary>All of the slice on its own model. What nothing is done to costs what it cost.</summary>
    private decimal Stay(decimal cache, decimal batched, decimal quick)
    {
        var isSame = scenario.Prices is null && scenario.PricesAt is null && cache == 0 && batched == 0 && fast is null;
        return isSame ? now : Cost(slice.Model, Amounts.Of(slice.Tokens).Cached(cache), batched, quick);
    }

    /// <summary>All of the slice on the other model.</summary>
    private decimal Moved(decimal cache, decimal batched, decimal quick, Func<Estimate, decimal> end)
    {
        if (swap is null) return 0;
        var tries = end(swap.Tries);
        return Cost(swap.To, Amounts.Of(slice.Tokens).Scaled(end(swap.Input) * tries, end(swap.Output) * tries).Cached(cache), batched, quick);
    }

    private decimal Cost(string model, Amounts tokens, decimal batched, decimal quick)
    {
        if (prices.Find(slice.Tool, model, at) is not { } entry || prices.RatesAt(entry, at, prices.ListedId(entry, slice.Tool, model)) is not { } rates) return Unknown($"no price of {model} is known");
        if (tokens.Cost(rates, slice.Prompt) is not { } standard) return Unknown($"the price of {model} lacks a bucket that is used");
        if (Factor(entry, model, quick) is not { } factor) return Unknown($"no price of {model} in fast mode is known");
        if (batched == 0) return standard * factor;
        if (Discounted(model, rates) is not { } half || tokens.Cost(half, slice.Prompt) is not { } slow) return Unknown($"no batch price of {model} is documented");
        return ((1 - batched) * standard * factor) + (batched * slow);
    }

    private decimal? Factor(PricedModel entry, string model, decimal quick)
    {
        var listed = prices.ListedId(entry, slice.Tool, model);
        if (fast is null) return prices.TierFactor(entry, slice.Tier, listed);
        return quick == 0 ? 1 : prices.TierFactor(entry, "fast", listed) is { } factor ? 1 - quick + (quick * factor) : null;
    }

    private ModelRates? Discounted(string model, ModelRates rates)
    {
        if (batch?.Factor is { } own) return new BatchDiscount("", own, own, "", default).Of(rates);
        var seller = prices.SellerOf(slice.Tool, model);
        return batches.FirstOrDefault(b => b.Provider == seller)?.Of(rates);
    }

    private decimal Unknown(string why)
    {
        unknown ??= why;
        return 0;
    }
}
