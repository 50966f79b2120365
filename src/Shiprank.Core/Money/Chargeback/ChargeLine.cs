namespace Shiprank.Core.Money.Chargeback;

/// <summary>One line of a month's charges. What a line does not say is empty.</summary>
/// <param name="Day">Of the usage; of what is charged by the month, its last day.</param>
/// <param name="Centre">Id; empty: nobody pays for it (unallocated), or it is <see cref="ChargeKind.Pooled"/>.</param>
/// <param name="Issuer">Who bills it (<see cref="Bills.Issuers"/>).</param>
/// <param name="Rule">Which rule decided: <c>person</c>, <c>ticket</c>, the rule's name, the seat plan's, the gap's cause.</param>
public readonly record struct ChargeLine(DateOnly Day, ChargeKind Kind, string Centre, string Issuer, string Tool, string Model, string Repository, string Ticket, string Rule, ChargeAmount Amount)
{
    /// <summary>True when the line is part of what is owed.</summary>
    public bool Counts => Kind != ChargeKind.Pooled;
}
