using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using Shiprank.Core.Pricing;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>A month's charges in the form of FOCUS. Lines are streamed: a month of any size needs one row in memory.</summary>
/// <param name="statement">The month as it stands now; what the file bills is its sum.</param>
/// <param name="seats">Plans by which its seats were charged.</param>
public sealed class FocusExport(IStore store, Workspace workspace, ChargeStatement statement, IReadOnlyList<SeatPlan> seats)
{
    public DateOnly Month => statement.Month;

    /// <summary>Nothing is charged, so that the file is a head alone.</summary>
    public bool IsEmpty => statement.Bookings.Count == 0;

    /// <summary>Of all rows.</summary>
    public long BilledNanoUsd => statement.Bookings.Sum(b => b.NanoUsd);

    /// <summary>What a file of it is called.</summary>
    public string FileName(FocusVersion version) => $"focus-{FocusVersions.Text(version)}-{ChargeMonths.Text(Month)}.csv";

    /// <returns>The file in pieces; each is valid until the next is asked for.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> Write(FocusVersion version, CancellationToken cancel = default)
    {
        // The list price is the public one, without a contract's rates.
        var prices = FocusPrices.Of(PriceBook.Embedded, seats, Invoice, workspace.Organisation.Chargeback.Name);
        return FocusFile.Write(Rows(prices, cancel), version, prices);
    }

    private IEnumerable<FocusRow> Rows(FocusPrices prices, CancellationToken cancel)
    {
        var (rows, made) = (new FocusRows(Month, prices), new List<FocusRow>());
        foreach (var line in store.Stream(Question.ChargeFocus, [Month], Line, cancel))
        {
            rows.Add(line, made);
            foreach (var row in made) yield return row;
            made.Clear();
        }

        foreach (var correction in statement.Bookings.Where(b => b.Kind == ChargeKind.Correction)) yield return rows.Correction(correction);
    }

    /// <summary>The number of the invoice that all of an issuer's charges are in: of several nobody can tell which has which.</summary>
    private string? Invoice(string issuer) => statement.Body.Bills.FirstOrDefault(b => b.Issuer == issuer) is { InvoicedNanoUsd: not null, Invoices: [var only] } ? only.Number : null;

    private static ChargeLine Line(AnswerRow row) => new(
        row.Day(0), (ChargeKind)row.Short(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), "", row.Text(6), row.Text(7),
        new(row.Long(15), new(row.Long(8), row.Long(9), row.Long(10), row.Long(11), row.Long(12), row.Long(13)), row.Long(14), row.Long(16), row.Long(17)));
}
