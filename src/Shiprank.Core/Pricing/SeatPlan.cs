namespace Shiprank.Core.Pricing;

/// <summary>Seats that are paid by the month, used or not (<c>prices: seats:</c> of the organisation file).</summary>
/// <param name="Name">Distinct within the file.</param>
/// <param name="Tool">Tool id.</param>
/// <param name="Issuer">Who bills them.</param>
/// <param name="UsdPerMonth">For one seat.</param>
/// <param name="From">First day that the price holds.</param>
/// <param name="To">Last day; null: until further notice.</param>
/// <param name="People">Ids of people with a seat of their own.</param>
/// <param name="Teams">Ids of teams whose members have one each.</param>
/// <param name="IncludedCredits">Credits of a month that the seat pays for; null: none, or not in credits.</param>
public sealed record SeatPlan(
    string Name, string Tool, string Issuer, decimal UsdPerMonth, DateOnly From, DateOnly? To, IReadOnlyList<string> People, IReadOnlyList<string> Teams, decimal? IncludedCredits);
