using Shiprank.Core.Money.Bills;

namespace Shiprank.Engine.Chargeback;

/// <summary>What vendors say of a month.</summary>
/// <param name="Gaps">Of each issuer's invoices to our own usage.</param>
public sealed record ChargeBills(IReadOnlyList<Invoice> Invoices, IReadOnlyList<InvoiceGap> Gaps)
{
    public static readonly ChargeBills None = new([], []);
}
