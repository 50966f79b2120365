using Shiprank.Core.Money;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.ResultTables;
using Shiprank.Store.DuckDb.UsageTables;

namespace Shiprank.Store.DuckDb.PriceTables;

/// <summary>Gives rows new prices and keeps the record of it. A row's parts go on summing to its cost: they are divided as before.</summary>
internal static class RepricingTable
{
    private const string Given = "create or replace temp table repriced_rows (row_key uuid not null, day date not null, cost_nano bigint not null, price_list_id integer not null)";
    private const string Prices = "update usage_rows set cost_nano = r.cost_nano, price_list_id = r.price_list_id from repriced_rows r where r.row_key = usage_rows.row_key and r.day = usage_rows.day";
    private const string Parts = "select f.row_key, f.part, f.cost_nano, f.input + f.output, r.cost_nano from usage_fates f join repriced_rows r on r.row_key = f.row_key and r.day = f.day order by f.row_key, f.part";
    private const string NewParts = "create or replace temp table repriced_parts (row_key uuid not null, part smallint not null, cost_nano bigint not null)";
    private const string Fates = "update usage_fates set cost_nano = p.cost_nano from repriced_parts p where p.row_key = usage_fates.row_key and p.part = usage_fates.part";

    public static void Add(DuckConnection connection, Names names, IReadOnlyList<RepricedRow> rows, Repricing record)
    {
        connection.Run(Given);
        Stage(connection, names, rows);
        Divide(connection);
        connection.Run(Prices);
        UsageWriter.MarkDirty(connection, [.. rows.Select(r => DuckTime.Days(r.Day)).Distinct()]);
        foreach (var part in record.Parts)
        {
            connection.Run(
                "insert into repricings values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                record.At, record.Since, record.Until, part.Month, StoredText.Clean(part.Model), StoredText.Clean(part.Cause), StoredText.Clean(part.OldList), StoredText.Clean(part.NewList), part.Rows, part.OldNano, part.NewNano);
        }

        connection.Run("drop table repriced_rows");
    }

    /// <summary>The last first; its parts by month and model.</summary>
    public static IReadOnlyList<Repricing> Read(Reader reader)
    {
        var parts = new List<(DateTimeOffset At, DateOnly Since, DateOnly Until, RepricedPart Part)>();
        using var statement = reader.Connection.Prepare("select repriced_at, since_day, until_day, month, model, cause, old_list, new_list, row_count, old_nano, new_nano from repricings order by repriced_at desc, month, model, cause, old_list");
        using var result = statement.Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                parts.Add((
                    DuckTime.Time(result.Span<long>(0)[i]), DuckTime.Day(result.Span<int>(1)[i]), DuckTime.Day(result.Span<int>(2)[i]),
                    new(DuckTime.Day(result.Span<int>(3)[i]), result.Text(4, i), result.Text(5, i), result.Text(6, i), result.Text(7, i), result.Span<long>(8)[i], (long?)result.Value(9, i), result.Span<long>(10)[i])));
            }
        }

        return [.. parts.GroupBy(p => (p.At, p.Since, p.Until)).Select(g => new Repricing(g.Key.At, g.Key.Since, g.Key.Until, [.. g.Select(p => p.Part)]))];
    }

    private static void Stage(DuckConnection connection, Names names, IReadOnlyList<RepricedRow> rows)
    {
        using var appender = connection.Append("repriced_rows");
        var to = new AppendedRows(appender);
        foreach (var row in rows)
        {
            to.Uuid(0, row.RowKey);
            to.Day(1, row.Day);
            to.Value(2, row.CostNano);
            to.Value(3, names.PriceLists.Id(StoredText.Clean(row.PriceList)));
            to.Next();
        }

        to.Flush();
    }

    private static void Divide(DuckConnection connection)
    {
        connection.Run(NewParts);
        using (var appender = connection.Append("repriced_parts"))
        {
            var to = new AppendedRows(appender);
            foreach (var row in PartsOf(connection).GroupBy(p => p.Row))
            {
                var parts = row.ToList();
                var weights = parts.Exists(p => p.Cost > 0) ? parts.ConvertAll(p => p.Cost) : parts.ConvertAll(p => p.Tokens);
                var costs = LargestRemainder.Split(parts[0].New, weights);
                for (var i = 0; i < parts.Count; i++)
                {
                    to.Uuid(0, row.Key);
                    to.Value(1, parts[i].Part);
                    to.Value(2, costs[i]);
                    to.Next();
                }
            }

            to.Flush();
        }

        connection.Run(Fates);
        connection.Run("drop table repriced_parts");
    }

    private static List<(Guid Row, short Part, long Cost, long Tokens, long New)> PartsOf(DuckConnection connection)
    {
        var parts = new List<(Guid, short, long, long, long)>();
        using var statement = connection.Prepare(Parts);
        using var result = statement.Run();
        while (result.NextChunk())
        {
            for (var i = 0; i < result.Count; i++)
                parts.Add((DuckUuid.FromVector(result.Span<Native.HugeInt>(0)[i]), result.Span<short>(1)[i], result.Span<long>(2)[i], (long?)result.Value(3, i) ?? 0, result.Span<long>(4)[i]));
        }

        return parts;
    }
}
