using Shiprank.Store.DuckDb.PriceTables;

namespace Shiprank.Store;

/// <summary>Price lists that rows were priced with, and new prices of rows.</summary>
public sealed partial class DuckStore
{
    public bool HasPrices(string sha256)
    {
        using var reader = readers.Open(CancellationToken.None);
        return KeptPricesTable.Has(reader.Connection, sha256);
    }

    public void KeepPrices(KeptPrices prices, CancellationToken cancel = default) => writer.Transact(connection => KeptPricesTable.Add(connection, prices), cancel);

    public IReadOnlyList<KeptPrices> ReadPrices()
    {
        using var reader = readers.Open(CancellationToken.None);
        return KeptPricesTable.Read(reader);
    }

    public void Reprice(IReadOnlyList<RepricedRow> rows, Repricing record, CancellationToken cancel = default)
    {
        writer.Transact(connection => RepricingTable.Add(connection, names, rows, record), cancel);
        Interlocked.Increment(ref moneyChanges);
    }

    public IReadOnlyList<Repricing> ReadRepricings()
    {
        using var reader = readers.Open(CancellationToken.None);
        return RepricingTable.Read(reader);
    }
}
