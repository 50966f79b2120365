using Shiprank.Core.Money.Bills;

namespace Shiprank.Core.Money.Chargeback;

/// <summary>One issuer's month: what it billed, what we have, and the named difference.</summary>
/// <param name="Invoices">In their own currency; empty: not invoiced yet.</param>
/// <param name="InvoicedNanoUsd">Their sum in dollars; null: not invoiced yet, or in a currency without a rate.</param>
/// <param name="UsageNanoUsd">Own sum of usage.</param>
/// <param name="SeatNanoUsd">Own sum of seats, less what they include.</param>
/// <param name="Gaps">They sum to <paramref name="InvoicedNanoUsd"/> − usage − seats.</param>
public sealed record MonthBill(
    string Issuer, IReadOnlyList<Invoice> Invoices, long? InvoicedNanoUsd, long UsageNanoUsd, long SeatNanoUsd, IReadOnlyList<(GapCause Cause, long NanoUsd, string Note)> Gaps)
{
    /// <summary>What is charged: the invoice, or our own sums until there is one.</summary>
    public long ChargedNanoUsd => InvoicedNanoUsd ?? UsageNanoUsd + SeatNanoUsd;

    /// <param name="gaps">Of invoice − usage, as the reconciliation finds them; the rest that they leave is unexplained.</param>
    /// <param name="invoiced">Null: not invoiced, then there is no difference to name.</param>
    public static MonthBill Of(string issuer, IReadOnlyList<Invoice> invoices, long? invoiced, long usage, long seats, IEnumerable<(GapCause Cause, long NanoUsd, string Note)> gaps)
    {
        if (invoiced is not { } billed) return new(issuer, invoices, null, usage, seats, []);
        var named = gaps.ToList();

        // Seats that are charged by plan are no difference any more; what the invoice has of them beyond, or lacks, stays one.
        if (seats != 0) named.Add((GapCause.NotUsage, -seats, "seats are charged by plan"));
        var rest = billed - usage - seats - named.Sum(g => g.NanoUsd);
        if (rest != 0) named.Add((GapCause.Unexplained, rest, "no report explains it"));
        return new(issuer, invoices, billed, usage, seats,
        [
            .. named.GroupBy(g => g.Cause).OrderBy(g => g.Key == GapCause.Unexplained).ThenBy(g => g.Key)
                .Select(g => (g.Key, NanoUsd: g.Sum(x => x.NanoUsd), string.Join("; ", g.Select(x => x.Note).Distinct(StringComparer.Ordinal)))).Where(g => g.NanoUsd != 0),
        ]);
    }
}
