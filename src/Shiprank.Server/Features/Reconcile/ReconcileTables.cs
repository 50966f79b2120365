using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Reconcile;
using Shiprank.Server.Features.Exports;

namespace Shiprank.Server.Features.Reconcile;

/// <summary>Bills beside the ledger as CSV: the causes of a month, or both sides of an issuer's days and models.</summary>
internal static class ReconcileTables
{
    /// <summary>An issuer without a gap has a row without a cause: all of them are there.</summary>
    public static CsvTable Of(ReconcileView view) => new(
        ["month", "issuer", "basis", "ours_usd", "theirs_usd", "cause", "usd", "note"],
        view.Issuers.SelectMany(i => i.Gaps.Count == 0 ? [Row(i, null)] : i.Gaps.Select(g => Row(i, g))));

    public static CsvTable Of(Reconciliation found) => new(
        ["month", "issuer", "day", "tool", "model", "ours_usd", "theirs_usd", "unit", "ours", "theirs"],
        found.Cells.Select(IReadOnlyList<object?> (c) =>
        [
            ChargeMonths.Text(found.Month), found.Issuer, c.Day, c.Tool, c.Model, Nano.Units(c.OursNano), Nano.Units(c.TheirsNano), c.InCredits ? "credits" : "tokens",
            ReconcileDocument.Volume(c, c.OurVolume), ReconcileDocument.Volume(c, c.TheirVolume),
        ]));

    private static IReadOnlyList<object?> Row(Reconciliation found, InvoiceGap? gap) =>
        [ChargeMonths.Text(found.Month), found.Issuer, ReconcileDocument.BasisText(found.Basis), found.Ours, found.Theirs, gap is null ? null : GapCauses.Word(gap.Cause), gap?.Amount, gap?.Note];
}
