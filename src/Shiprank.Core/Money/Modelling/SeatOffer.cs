namespace Shiprank.Core.Money.Modelling;

/// <summary>Who would get a seat.</summary>
public enum SeatsFor
{
    /// <summary>Those whose usage costs more than the seat.</summary>
    Above,

    /// <summary>Everybody who used the tool.</summary>
    All,
}

/// <summary>A seat in place of paying by use.</summary>
/// <param name="CoversUsd">Usage of a month, at the price of use, that the seat pays for; null: all of it.</param>
public sealed record SeatOffer(string Name, string Tool, decimal UsdPerMonth, decimal? CoversUsd, SeatsFor For);

/// <summary>Where a seat breaks even, in counts of people: who they are is nobody's business here.</summary>
/// <param name="People">Who used the tool.</param>
/// <param name="Above">To whom the seat would cost less than their use; null: too few on one side to be counted.</param>
/// <param name="UseUsd">What all of them used.</param>
/// <param name="ThenUsd">The same with the seats; null: withheld, since one side is too small.</param>
public sealed record SeatOutcome(SeatOffer Offer, int People, int? Above, decimal UseUsd, decimal? ThenUsd)
{
    public int? Below => People - Above;

    /// <param name="months">Months that the usage is of.</param>
    /// <param name="usd">By person what they used of the tool; more than 0 each.</param>
    /// <param name="least">People that a group needs.</param>
    public static SeatOutcome Of(SeatOffer offer, decimal months, IReadOnlyCollection<decimal> usd, int least)
    {
        var seat = offer.UsdPerMonth * months;
        decimal With(decimal use) => seat + (offer.CoversUsd is { } covers ? Math.Max(0, use - (covers * months)) : 0);
        var above = usd.Count(u => With(u) < u);
        var told = (above == 0 || above >= least) && (above == usd.Count || usd.Count - above >= least) && usd.Count >= least;
        var then = offer.For == SeatsFor.All ? usd.Sum(With) : usd.Sum(u => Math.Min(u, With(u)));
        return new(offer, usd.Count, told ? above : null, usd.Sum(), told || (offer.For == SeatsFor.All && usd.Count >= least) ? then : null);
    }
}
