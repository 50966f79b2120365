using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Core.Money.Focus;

/// <summary>
/// Makes rows of a month's charges. The billed cost of all rows is the sum of all lines that count and of all corrections, to the nano-dollar; pooled
/// lines have no rows, as their money is in the shared ones.
/// </summary>
/// <param name="month">First day.</param>
public sealed class FocusRows(DateOnly month, FocusPrices prices)
{
    private readonly FocusSkus skus = new(prices);
    private readonly long[] weights = new long[FocusMeter.All.Count];

    /// <summary>Adds the rows of a line. Lines come in the order of days.</summary>
    public void Add(in ChargeLine line, List<FocusRow> into)
    {
        switch (line.Kind)
        {
            case ChargeKind.Pooled:
                break;
            case ChargeKind.Direct when line.Amount.NanoCredits > 0:
                into.Add(Credits(line));
                break;
            case ChargeKind.Direct:
                Tokens(line, into);
                break;
            case ChargeKind.Shared:
                into.Add(Dollars(line, Monthly(line, FocusCategory.Usage), $"shared/{line.Rule}", "Shared Usage", FocusSku.Dollars, Nano.Units(line.Amount.NanoUsd)));
                break;
            case ChargeKind.Seat:
                Seats(line, into);
                break;
            case ChargeKind.Included:
                into.Add(Monthly(line, FocusCategory.Credit));
                break;
            default:
                into.Add(Monthly(line, FocusCategory.Adjustment));
                break;
        }
    }

    /// <summary>The row of a booked correction of a closed month.</summary>
    public FocusRow Correction(Booking booking) => new()
    {
        Month = month, From = month, Until = month.AddMonths(1), Kind = ChargeKind.Correction, Category = FocusCategory.Adjustment, Centre = booking.Centre, Issuer = booking.Issuer, Rule = booking.Rule,
        BilledNanoUsd = booking.NanoUsd, EffectiveNanoUsd = booking.NanoUsd, ListCost = Nano.Units(booking.NanoUsd), Corrects = booking.Corrects,
    };

    private void Tokens(in ChargeLine line, List<FocusRow> into)
    {
        var amount = line.Amount;
        var known = skus.Of(line.Issuer, line.Tool, line.Model, line.Day);

        // What no price could be given to is not made priced by a list that has one: a tier, or a cost, was unknown.
        if (known is null || amount.Tokens.Total == 0 || (amount.NanoUsd == 0 && amount.UnpricedTokens == amount.Tokens.Total) || !Weigh(amount, known))
        {
            if (amount.NanoUsd != 0) into.Add(Dollars(line, Daily(line), "reported", "Reported Cost", amount.Tokens.Total > 0 ? "Tokens" : FocusSku.Dollars, amount.Tokens.Total > 0 ? amount.Tokens.Total : Nano.Units(amount.NanoUsd)));
            else if (amount.UnpricedTokens > 0) into.Add(Daily(line) with { Category = FocusCategory.Adjustment });
            return;
        }

        var money = Share.Split(amount.NanoUsd, weights);
        var estimated = amount.EstimatedNanoUsd == 0 ? null : Share.Split(amount.EstimatedNanoUsd, weights);
        var unpriced = amount.UnpricedTokens;
        for (var i = 0; i < weights.Length; i++)
        {
            var tokens = FocusMeter.Tokens(amount.Tokens, i);
            if (tokens == 0) continue;
            var (sku, quantity) = (known[i]!, tokens / 1_000_000m);
            into.Add(Daily(line) with
            {
                Sku = sku,
                PricingQuantity = quantity,
                ConsumedQuantity = tokens,
                BilledNanoUsd = money[i],
                EffectiveNanoUsd = money[i],
                ListCost = sku.ListUnitPrice * quantity,
                EstimatedNanoUsd = estimated?[i] ?? 0,
                UnpricedTokens = unpriced,
            });
            unpriced = 0;
        }
    }

    /// <summary>Weighs meters by their list price, the meters that have tokens when all of them are free; false when one that has tokens has no price.</summary>
    private bool Weigh(in ChargeAmount amount, FocusSku?[] known)
    {
        var any = false;
        for (var i = 0; i < weights.Length; i++)
        {
            var tokens = FocusMeter.Tokens(amount.Tokens, i);
            weights[i] = 0;
            if (tokens == 0) continue;
            if (known[i] is not { } sku) return false;
            weights[i] = Nano.Of(sku.ListUnitPrice * tokens / 1_000_000m);
            any |= weights[i] > 0;
        }

        for (var i = 0; !any && i < weights.Length; i++) weights[i] = FocusMeter.Tokens(amount.Tokens, i);
        return true;
    }

    private FocusRow Credits(in ChargeLine line)
    {
        var (amount, row) = (line.Amount, Daily(line));
        var credits = Nano.Units(amount.NanoCredits);
        if (skus.Credit(line.Issuer, line.Tool, line.Day) is not { } sku)
        {
            return amount.NanoUsd != 0
                ? Dollars(line, row, "credits", "Credits", "Credits", credits)
                : row with { Category = FocusCategory.Adjustment, UnpricedNanoCredits = amount.NanoCredits };
        }

        return row with { Sku = sku, PricingQuantity = credits, ConsumedQuantity = credits, ListCost = sku.ListUnitPrice * credits, EffectiveCredits = credits };
    }

    /// <summary>A seat is bought and used up within the month: the purchase bears what is billed, the use what is effective.</summary>
    private void Seats(in ChargeLine line, List<FocusRow> into)
    {
        var nano = line.Amount.NanoUsd;
        var sku = skus.Seat(line.Issuer, line.Rule, line.Day) ?? skus.Dollars(line.Issuer, $"seat/{line.Rule}", "Seats", FocusSku.Dollars);

        // Days of a seat are no finite part of a month: the list's cost goes by the rounded part, what is billed by the exact one.
        var seats = decimal.Round(Nano.Units(nano) / sku.ListUnitPrice, 9);
        into.Add(Monthly(line, FocusCategory.Purchase) with { Sku = sku, PricingQuantity = seats, ListCost = sku.ListUnitPrice * seats, EffectiveNanoUsd = 0 });
        into.Add(Monthly(line, FocusCategory.Usage) with { Sku = sku, ConsumedQuantity = seats, BilledNanoUsd = 0, ListCost = 0, EstimatedNanoUsd = 0 });
    }

    private FocusRow Dollars(in ChargeLine line, FocusRow row, string what, string meter, string consumedUnit, decimal consumed) => row with
    {
        Sku = skus.Dollars(line.Issuer, what, meter, consumedUnit),
        PricingQuantity = Nano.Units(line.Amount.NanoUsd),
        ConsumedQuantity = consumed,
    };

    private FocusRow Monthly(in ChargeLine line, FocusCategory category) => Row(line, month, month.AddMonths(1), category);

    private FocusRow Daily(in ChargeLine line) => Row(line, line.Day, line.Day.AddDays(1), FocusCategory.Usage);

    private FocusRow Row(in ChargeLine line, DateOnly from, DateOnly until, FocusCategory category) => new()
    {
        Month = month, From = from, Until = until, Kind = line.Kind, Category = category, Centre = line.Centre, Issuer = line.Issuer, Tool = line.Tool, Model = line.Model, Ticket = line.Ticket, Rule = line.Rule,
        BilledNanoUsd = line.Amount.NanoUsd, EffectiveNanoUsd = line.Amount.NanoUsd, ListCost = Nano.Units(line.Amount.NanoUsd), EstimatedNanoUsd = line.Amount.EstimatedNanoUsd, UnpricedTokens = line.Amount.UnpricedTokens,
    };
}
