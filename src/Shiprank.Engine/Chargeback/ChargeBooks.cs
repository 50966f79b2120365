using System.Globalization;
using Shiprank.Engine.Reconcile;
using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>Opens the book of charges with all that it rests on.</summary>
public static class ChargeBooks
{
    public static ChargeBook Open(IStore store, Workspace workspace, TimeProvider clock) => new(store, workspace, clock, month => Bills(store, workspace, month), () => Known(store), workspace.Organisation.Prices.Seats);

    /// <summary>Differences are found where there is an invoice to differ from.</summary>
    private static ChargeBills Bills(IStore store, Workspace workspace, DateOnly month)
    {
        var invoices = store.ReadInvoices().Where(i => i.Month == month).ToList();
        return invoices.Count == 0 ? ChargeBills.None : new(invoices, [.. new BillBook(store, workspace).Of(month).SelectMany(r => r.Gaps)]);
    }

    private static string Known(IStore store)
    {
        var (files, repriced) = (store.ReadBillFiles(), store.ReadRepricings());
        return string.Create(CultureInfo.InvariantCulture, $"{files.Count} {(files.Count > 0 ? files[0].ReceivedAt.UtcTicks : 0)} {repriced.Count}");
    }
}
