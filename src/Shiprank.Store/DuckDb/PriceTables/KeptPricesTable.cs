using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.PriceTables;

/// <summary>Price lists that rows were priced with: each once, never changed.</summary>
internal static class KeptPricesTable
{
    public static bool Has(DuckConnection connection, string sha256) => connection.Scalar("select 1 from price_books where sha256 = $1", sha256) is not null;

    public static void Add(DuckConnection connection, KeptPrices kept)
    {
        if (Has(connection, kept.Sha256)) return;
        connection.Run("insert into price_books values ($1, $2, $3, $4, $5)", kept.Sha256, StoredText.Clean(kept.Version), kept.Date, kept.FirstUsedAt, kept.Body);
    }

    /// <summary>The last used first.</summary>
    public static IReadOnlyList<KeptPrices> Read(Reader reader)
    {
        var kept = new List<KeptPrices>();
        using var statement = reader.Connection.Prepare("select sha256, version, list_date, first_used_at, body from price_books order by first_used_at desc, sha256");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
                kept.Add(new(result.Text(0, i), result.Text(1, i), DuckTime.Day(result.Span<int>(2)[i]), DuckTime.Time(result.Span<long>(3)[i]), result.Bytes(4, i).ToArray()));
        }

        return kept;
    }
}
