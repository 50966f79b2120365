namespace Shiprank.Core.Money.Bills;

/// <summary>What is owed to a vendor for a billing month: the figure that charges have to sum to.</summary>
/// <param name="Issuer">Who bills (<see cref="Issuers"/>).</param>
/// <param name="Number">As the vendor writes it; the same number of the same issuer again replaces.</param>
/// <param name="Month">First day of the billing month.</param>
/// <param name="Total">Without tax, in <paramref name="Currency"/>; negative for a credit note.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Invoice(string Issuer, string Number, DateOnly Month, decimal Total, string Currency);
