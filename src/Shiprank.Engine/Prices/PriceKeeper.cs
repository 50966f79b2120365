using Shiprank.Store;

namespace Shiprank.Engine.Prices;

/// <summary>Keeps the lists that usage was priced with: what a later list changed can then be shown.</summary>
public static class PriceKeeper
{
    public static void Keep(IStore store, Workspace workspace, DateTimeOffset at, CancellationToken cancel = default)
    {
        var prices = workspace.Prices;
        if (store.HasPrices(prices.Sha256)) return;
        store.KeepPrices(new(prices.Sha256, prices.Version, prices.Date, at, workspace.PriceParts.Pack()), cancel);
    }
}
