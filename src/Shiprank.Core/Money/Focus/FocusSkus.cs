using Shiprank.Core.Pricing;

namespace Shiprank.Core.Money.Focus;

/// <summary>SKUs of one export, each made once.</summary>
internal sealed class FocusSkus(FocusPrices prices)
{
    private readonly Dictionary<(string Issuer, string Model, int Meter, decimal Price), FocusSku> meters = [];
    private readonly Dictionary<(string Name, decimal Price), FocusSku> others = [];
    private readonly Dictionary<(string Tool, string Model), FocusSku?[]?> ofDay = [];
    private DateOnly day;

    /// <summary>Of each meter its SKU, null where the list has no rate of it; null when it has none of the model at all.</summary>
    /// <param name="on">Asked for in rising order, so that each rate is looked up once a day.</param>
    public FocusSku?[]? Of(string issuer, string tool, string model, DateOnly on)
    {
        if (on != day) ofDay.Clear();
        day = on;
        if (ofDay.TryGetValue((tool, model), out var found)) return found;
        var made = prices.Rates(tool, model, on) is { } rates ? Of(issuer, model, rates) : null;
        ofDay.Add((tool, model), made);
        return made;
    }

    /// <summary>A credit of a tool on a day; null when its price is unknown.</summary>
    public FocusSku? Credit(string issuer, string tool, DateOnly on) =>
        prices.CreditUsd(tool, on) is { } usd ? Other($"{issuer}/{tool}/credit", usd, id => new(id, "Credits", usd, "Credits", "Credits", []) { Currency = $"{FocusNames.Service(issuer, tool)} Credits" }) : null;

    /// <summary>A seat for a month; null when the plan is no more known.</summary>
    public FocusSku? Seat(string issuer, string plan, DateOnly on) =>
        prices.Seats.FirstOrDefault(s => s.Name == plan && s.Issuer == issuer && s.From <= on && (s.To is null || s.To >= new DateOnly(on.Year, on.Month, 1))) is { UsdPerMonth: > 0 } seat
            ? Other($"{issuer}/seat/{plan}", seat.UsdPerMonth, id => new(id, "Seats", seat.UsdPerMonth, "Seat-Months", "Seat-Months", []))
            : null;

    /// <summary>Money that has no published unit price is counted in dollars.</summary>
    /// <param name="consumedUnit">What was used up for it.</param>
    public FocusSku Dollars(string issuer, string what, string meter, string consumedUnit) =>
        Other($"{issuer}/{what}/{consumedUnit.ToLowerInvariant()}", 1, id => new(id, meter, 1, FocusSku.Dollars, consumedUnit, []));

    private FocusSku?[] Of(string issuer, string model, ModelRates rates)
    {
        var made = new FocusSku?[FocusMeter.All.Count];
        for (var i = 0; i < made.Length; i++)
        {
            if (FocusMeter.Rate(rates, i) is not { } price) continue;
            if (!meters.TryGetValue((issuer, model, i, price), out var sku)) meters.Add((issuer, model, i, price), sku = Meter(issuer, model, FocusMeter.All[i], price));
            made[i] = sku;
        }

        return made;
    }

    private static FocusSku Meter(string issuer, string model, FocusMeter meter, decimal price)
    {
        List<(string, string)> details = [];
        var developer = FocusNames.Developer(model);
        if (developer.Length > 0) details.Add(("ModelDeveloper", developer));
        details.Add(("ModelId", model));
        details.Add(("TokenDirection", meter.Direction));
        if (meter.CacheAction is { } action) details.Add(("TokenCacheAction", action));
        if (meter.Retention is { } retention) details.Add(("x_CacheRetention", retention));
        return new($"{issuer}/{model}/{meter.Id}", meter.Name, price, FocusSku.Million, "Tokens", details) { Developer = developer };
    }

    private FocusSku Other(string id, decimal price, Func<string, FocusSku> make)
    {
        if (!others.TryGetValue((id, price), out var sku)) others.Add((id, price), sku = make(id));
        return sku;
    }
}
