using Shiprank.Core.Pricing;

namespace Shiprank.Core.Money.Focus;

/// <summary>What an export has to be told of prices and bills.</summary>
/// <param name="Rates">Public list prices of a model when a tool used it on a day; null: none is known.</param>
/// <param name="CreditUsd">Public price of a tool's credit on a day; null: none is known.</param>
/// <param name="Seats">Plans by which seats are charged.</param>
/// <param name="Invoice">Number of the one invoice that all of an issuer's charges of the month are in; null: there is none, or several.</param>
/// <param name="CentreName">Of a cost centre's id.</param>
public sealed record FocusPrices(
    Func<string, string, DateOnly, ModelRates?> Rates, Func<string, DateOnly, decimal?> CreditUsd, IReadOnlyList<SeatPlan> Seats, Func<string, string?> Invoice, Func<string, string> CentreName)
{
    /// <summary>Of a list: at noon of the day, where a price goes by the hour.</summary>
    public static FocusPrices Of(PriceList list, IReadOnlyList<SeatPlan> seats, Func<string, string?> invoice, Func<string, string> centreName) => new(
        (tool, model, day) => list.Find(tool, model, Noon(day)) is { } found ? list.RatesAt(found, Noon(day)) : null,
        (tool, day) => list.CreditRate(tool, Noon(day))?.Usd,
        seats,
        invoice,
        centreName);

    private static DateTimeOffset Noon(DateOnly day) => new(day, new(12, 0), TimeSpan.Zero);
}
