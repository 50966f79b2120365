using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>Opens the book of charges with all that it rests on.</summary>
public static class ChargeBooks
{
    public static ChargeBook Open(IStore store, Workspace workspace, TimeProvider clock) => new(store, workspace, clock, _ => ChargeBills.None, []);
}
