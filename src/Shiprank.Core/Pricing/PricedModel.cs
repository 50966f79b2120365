namespace Shiprank.Core.Pricing;

/// <summary>
/// Rates from a day on (UTC, null: always), within hours of the day (UTC, null: all of it; start included, end not; they may pass midnight).
/// </summary>
public sealed record PricePeriod(DateOnly? From, TimeOnly? Start, TimeOnly? End, ModelRates Rates)
{
    public bool Holds(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        if (From > DateOnly.FromDateTime(utc)) return false;
        return Start is not { } start || End is not { } end || TimeOnly.FromDateTime(utc).IsBetween(start, end);
    }
}

/// <summary>One model of one provider. The last of <paramref name="Periods"/> that holds at the time of use is the price.</summary>
public sealed record PricedModel(string Provider, string Id, ModelMatch Match, IReadOnlyList<PricePeriod> Periods)
{
    /// <summary>In place of a provider: the entry is of a contract's file.</summary>
    public const string OfContract = "contract";

    /// <summary>Null when no price is known for that time.</summary>
    public ModelRates? RatesAt(DateTimeOffset at)
    {
        for (var i = Periods.Count - 1; i >= 0; i--)
        {
            if (Periods[i].Holds(at)) return Periods[i].Rates;
        }

        return null;
    }
}

/// <summary>Who sells models at prices of its own.</summary>
/// <param name="Id">Also the prefix in <c>provider/model</c>.</param>
/// <param name="Named">Other spellings of that prefix.</param>
/// <param name="Owns">Names without a prefix that mean this provider's models.</param>
/// <param name="Fallback">Providers whose list holds for models that this one's lacks.</param>
public sealed record PriceProvider(string Id, ModelMatch? Named, ModelMatch? Owns, IReadOnlyList<string> Fallback, IReadOnlyList<PricedModel> Models);
