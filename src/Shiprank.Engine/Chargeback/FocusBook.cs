using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>The charges that an export is made of: the one place where the command line and the server ask for them.</summary>
public static class FocusBook
{
    public static FocusExport Of(IStore store, Workspace workspace, TimeProvider clock, DateOnly month, CancellationToken cancel) =>
        new(store, workspace, ChargeBooks.Open(store, workspace, clock).Of(month, cancel), workspace.Organisation.Prices.Seats);
}
