namespace Shiprank.Core.Money.Chargeback;

/// <summary>A cost centre as finance knows it.</summary>
/// <param name="Owners">Ids of people who see its statement.</param>
public sealed record CostCentre(string Id, string Name, IReadOnlyList<string> Owners);

/// <param name="From">First day that it holds, until the next rate of the currency.</param>
/// <param name="Usd">For one unit.</param>
public sealed record ExchangeRate(string Currency, DateOnly From, decimal Usd);

/// <summary>The <c>chargeback:</c> and <c>cost_centres:</c> parts of the organisation file.</summary>
public sealed record ChargeSettings
{
    public const string UnattributedRule = "unattributed";

    public static readonly ChargeSettings Default = new();

    /// <summary>Never empty.</summary>
    public IReadOnlyList<ChargeRule> Rules { get; init; } =
        [new("ticket", ChargeBy.Ticket, [], null, null, null, null), new("person", ChargeBy.Person, [], null, null, null, null)];

    /// <summary>For usage that no rule gives to anybody.</summary>
    public ChargeTarget Unattributed { get; init; } = ChargeTarget.Nobody;

    /// <summary>For what an invoice has more or less than our sums.</summary>
    public ChargeTarget Differences { get; init; } = ChargeTarget.By(ShareKey.Direct);

    public IReadOnlyList<ExchangeRate> Exchange { get; init; } = [];

    public IReadOnlyList<CostCentre> Centres { get; init; } = [];

    /// <summary>Dollars for one unit on a day; null when no rate is known.</summary>
    public decimal? Rate(string currency, DateOnly day) =>
        currency == "USD" ? 1 : Exchange.Where(e => e.Currency == currency && e.From <= day).MaxBy(e => e.From)?.Usd;

    public string Name(string centre) => centre.Length == 0 ? "Unallocated" : Centres.FirstOrDefault(c => c.Id == centre)?.Name ?? centre;
}
