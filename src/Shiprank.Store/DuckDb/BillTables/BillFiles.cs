using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.BillTables;

/// <summary>Files and answers that were taken, invoices, and how far APIs were read.</summary>
internal sealed class BillFiles(BillTable bills, TimeProvider clock)
{
    /// <param name="lines">Of the batch, in stored form.</param>
    public SavedBills Save(DuckConnection connection, BillBatch batch, Dictionary<(string Issuer, string Report, string Key), BillLine> lines)
    {
        var copies = lines.Values.Sum(l => l.Copies - 1);
        if (batch.Cursor is { } cursor) Save(connection, cursor);
        if (KnownAs(connection, batch.ContentHash) is { } known)
        {
            return new(0, 0, lines.Count + batch.Invoices.Count, copies, known);
        }

        var file = (long)connection.Scalar("select coalesce(max(file_id), 0) + 1 from bill_files")!;
        var (added, replaced) = bills.Save(connection, lines, file);
        foreach (var invoice in batch.Invoices)
        {
            var before = Find(connection, invoice);
            if (before == invoice) continue;
            if (before is null) added++;
            else replaced++;
            Put(connection, invoice);
        }

        var saved = new SavedBills(added, replaced, lines.Count + batch.Invoices.Count - added - replaced, copies, null);
        DateOnly? first = lines.Count > 0 ? lines.Values.Min(l => l.From) : batch.Invoices.Count > 0 ? batch.Invoices.Min(i => i.Month) : null;
        DateOnly? last = lines.Count > 0 ? lines.Values.Max(l => l.Until).AddDays(-1) : batch.Invoices.Count > 0 ? batch.Invoices.Max(i => i.Month).AddMonths(1).AddDays(-1) : null;
        connection.Run(
            "insert into bill_files values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            file, batch.ContentHash, StoredText.Clean(batch.Source), StoredText.Clean(batch.Report), clock.GetUtcNow(), first, last, lines.Count + batch.Invoices.Count, added, replaced, saved.Same, copies);
        return saved;
    }

    public static string? KnownAs(DuckConnection connection, Guid content) =>
        connection.Scalar("select source from bill_files where content_hash = $1 order by file_id limit 1", content) as string;

    /// <summary>The newest first.</summary>
    public static List<BillFile> Read(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select source, report, received_at, first_day, last_day, added, replaced, same, copies from bill_files order by file_id desc");
        using var result = statement.Run();
        List<BillFile> files = [];
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                files.Add(new(
                    result.Text(0, i), result.Text(1, i), DuckTime.Time(result.Span<long>(2)[i]), (DateOnly?)result.Value(3, i), (DateOnly?)result.Value(4, i),
                    new((int)result.Span<long>(5)[i], (int)result.Span<long>(6)[i], (int)result.Span<long>(7)[i], (int)result.Span<long>(8)[i], null)));
            }
        }

        return files;
    }

    /// <summary>In the order of month, issuer and number.</summary>
    public static List<Invoice> Invoices(Reader reader)
    {
        using var statement = reader.Connection.Prepare("select issuer, number, month, total_nano, currency from invoices order by month, issuer, number");
        using var result = statement.Run();
        List<Invoice> invoices = [];
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) invoices.Add(One(result, i));
        }

        return invoices;
    }

    public static BillCursor? Cursor(Reader reader, string source)
    {
        using var statement = reader.Connection.Prepare("select reached from bill_cursors where source = $1");
        using var result = statement.Bind(StoredText.Clean(source)).Run();
        return reader.Next(result) ? new(source, DuckTime.Day(result.Span<int>(0)[0])) : null;
    }

    private static void Save(DuckConnection connection, BillCursor cursor)
    {
        connection.Run("delete from bill_cursors where source = $1", StoredText.Clean(cursor.Source));
        connection.Run("insert into bill_cursors values ($1, $2)", StoredText.Clean(cursor.Source), cursor.Reached);
    }

    private static Invoice? Find(DuckConnection connection, Invoice invoice)
    {
        using var statement = connection.Prepare("select issuer, number, month, total_nano, currency from invoices where issuer = $1 and number = $2");
        using var result = statement.Bind(StoredText.Clean(invoice.Issuer), StoredText.Clean(invoice.Number)).Run();
        return result.NextChunk() ? One(result, 0) : null;
    }

    private static void Put(DuckConnection connection, Invoice invoice)
    {
        connection.Run("delete from invoices where issuer = $1 and number = $2", StoredText.Clean(invoice.Issuer), StoredText.Clean(invoice.Number));
        connection.Run("insert into invoices values ($1, $2, $3, $4, $5)", StoredText.Clean(invoice.Issuer), StoredText.Clean(invoice.Number), invoice.Month, Nano.Of(invoice.Total), StoredText.Clean(invoice.Currency));
    }

    private static Invoice One(DuckResult result, int i) =>
        new(result.Text(0, i), result.Text(1, i), DuckTime.Day(result.Span<int>(2)[i]), Nano.Units(result.Span<long>(3)[i]), result.Text(4, i));
}
