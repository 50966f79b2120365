using Shiprank.Core.Pricing;
using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>The charges that an export is made of: the one place where the command line and the server ask for them.</summary>
public static class FocusBook
{
    public static FocusExport Of(IStore store, Workspace workspace, TimeProvider clock, DateOnly month, CancellationToken cancel)
    {
        IReadOnlyList<SeatPlan> seats = [];
        var book = new ChargeBook(store, workspace, clock, _ => ChargeBills.None, seats);
        return new(store, workspace, book.Of(month, cancel), seats);
    }
}
