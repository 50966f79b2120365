using Shiprank.Core.Money.Chargeback;
using Shiprank.Store.Charges;

namespace Shiprank.Engine.Chargeback;

/// <summary>A month as it is charged: what each centre is booked for, and how that comes from bills.</summary>
public sealed record ChargeStatement(ChargedMonth Head, IReadOnlyList<Booking> Bookings, MonthBody Body)
{
    public DateOnly Month => Head.Month;

    public bool IsClosed => Head.ClosedAt is not null;

    /// <summary>Cents of everything that is booked.</summary>
    public long Cents => Bookings.Sum(b => b.Cents);

    /// <summary>Cents that correct earlier months: they are in <see cref="Cents"/>, and in no invoice of this month.</summary>
    public long CorrectionCents => Bookings.Where(b => b.Corrects is not null).Sum(b => b.Cents);

    /// <summary>Cents that nobody pays for.</summary>
    public long UnallocatedCents => Bookings.Where(b => b.Centre.Length == 0).Sum(b => b.Cents);

    /// <summary>True when every issuer has an invoice, so that the sum of this month's charges is that of the invoices.</summary>
    public bool IsInvoiced => Body.Bills.All(b => b.InvoicedNanoUsd is not null);
}
