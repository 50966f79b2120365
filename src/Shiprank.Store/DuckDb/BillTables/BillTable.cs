using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.BillTables;

/// <summary>Lines of vendors' reports: written only where they say something new.</summary>
internal sealed class BillTable(Names names)
{
    private const string Columns =
        "b.issuer, b.report, b.line_key, b.from_day, b.until_day, b.billed, b.kind, b.tool_id, b.model_id, b.person_id, b.actor, b.input, b.cache_read, b.cache_write_5m, b.cache_write_1h, "
        + "b.output, b.reasoning, b.credits_nano, b.requests, b.amount_nano, b.currency, b.copies";

    private const string Staging = "create or replace temp table wanted_lines (issuer text not null, report text not null, line_key text not null)";
    private const string Doomed = "create or replace temp table doomed_lines (issuer text not null, report text not null, line_key text not null)";
    private const string Same = "w.issuer = b.issuer and w.report = b.report and w.line_key = b.line_key";

    /// <returns>How many were new and how many replaced another; the others were known as they are.</returns>
    public (int Added, int Replaced) Save(DuckConnection connection, Dictionary<(string Issuer, string Report, string Key), BillLine> lines, long file)
    {
        if (lines.Count == 0) return (0, 0);
        var fresh = new Dictionary<(string Issuer, string Report, string Key), BillLine>(lines);
        Stage(connection, Staging, "wanted_lines", fresh.Keys);
        List<(string, string, string)> replaced = [];
        using (var statement = connection.Prepare($"select {Columns} from bill_lines b join wanted_lines w on {Same}"))
        using (var result = statement.Run())
        {
            while (result.NextChunk())
            {
                for (var i = 0; i < result.Count; i++)
                {
                    var known = Line(result, i);
                    var key = (known.Issuer, known.Report, known.Key);
                    if (fresh[key] == known) fresh.Remove(key);
                    else replaced.Add(key);
                }
            }
        }

        if (replaced.Count > 0)
        {
            Stage(connection, Doomed, "doomed_lines", replaced);
            connection.Run($"delete from bill_lines b using doomed_lines w where {Same}");
        }

        Append(connection, fresh.Values, file);
        return (fresh.Count - replaced.Count, replaced.Count);
    }

    /// <summary>In the order of issuer, report, day and key.</summary>
    public IEnumerable<BillLine> Read(Reader reader, DateOnly from, DateOnly until, string? issuer)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare(
            $"select {Columns} from bill_lines b where ((b.from_day < $2 and b.until_day > $1) or (b.billed >= $1 and b.billed < $2)) and ($3 is null or b.issuer = $3) order by b.issuer, b.report, b.from_day, b.line_key");
        using var result = statement.Bind(from, until, issuer).Stream();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) yield return Line(result, i);
        }
    }

    private static void Stage(DuckConnection connection, string create, string table, IEnumerable<(string Issuer, string Report, string Key)> keys)
    {
        connection.Run(create);
        using var appender = connection.Append(table);
        var rows = new AppendedRows(appender);
        foreach (var (issuer, report, key) in keys)
        {
            rows.Text(0, issuer);
            rows.Text(1, report);
            rows.Text(2, key);
            rows.Next();
        }

        rows.Flush();
    }

    private void Append(DuckConnection connection, IEnumerable<BillLine> lines, long file)
    {
        using var appender = connection.Append("bill_lines");
        var rows = new AppendedRows(appender);
        foreach (var line in lines)
        {
            rows.Text(0, line.Issuer);
            rows.Text(1, line.Report);
            rows.Text(2, line.Key);
            rows.Day(3, line.From);
            rows.Day(4, line.Until);
            rows.Value(5, line.Billed is { } billed ? DuckTime.Days(billed) : (int?)null);
            rows.Value(6, (short)line.Kind);
            rows.Value(7, names.Tools.Id(line.Tool));
            rows.Value(8, names.Models.Id(line.Model));
            rows.Value(9, names.People.Id(line.Person));
            rows.Text(10, line.Actor);
            rows.Value(11, line.Tokens?.Input);
            rows.Value(12, line.Tokens?.CacheRead);
            rows.Value(13, line.Tokens?.CacheWrite5m);
            rows.Value(14, line.Tokens?.CacheWrite1h);
            rows.Value(15, line.Tokens?.Output);
            rows.Value(16, line.Tokens?.Reasoning);
            rows.Value(17, Nano.Of(line.Credits));
            rows.Value(18, line.Requests);
            rows.Value(19, Nano.Of(line.Amount));
            rows.Text(20, line.Currency);
            rows.Value(21, line.Copies);
            rows.Value(22, file);
            rows.Next();
        }

        rows.Flush();
    }

    private BillLine Line(DuckResult result, int i) => new()
    {
        Issuer = result.Text(0, i),
        Report = result.Text(1, i),
        Key = result.Text(2, i),
        From = DuckTime.Day(result.Span<int>(3)[i]),
        Until = DuckTime.Day(result.Span<int>(4)[i]),
        Billed = result.IsNull(5, i) ? null : DuckTime.Day(result.Span<int>(5)[i]),
        Kind = (BillKind)result.Span<short>(6)[i],
        Tool = names.Tools.Name(result.Span<int>(7)[i]),
        Model = names.Models.Name(result.Span<int>(8)[i]),
        Person = names.People.Name(result.Span<int>(9)[i]) is { Length: > 0 } person ? person : null,
        Actor = result.Text(10, i),
        Tokens = result.IsNull(11, i)
            ? null
            : new TokenCounts(result.Span<long>(11)[i], result.Span<long>(12)[i], result.Span<long>(13)[i], result.Span<long>(14)[i], result.Span<long>(15)[i], result.Span<long>(16)[i]),
        Credits = Nano.Units(Long(result, 17, i)),
        Requests = Long(result, 18, i),
        Amount = Nano.Units(Long(result, 19, i)),
        Currency = result.Text(20, i),
        Copies = result.Span<int>(21)[i],
    };

    private static long? Long(DuckResult result, int column, int row) => result.IsNull(column, row) ? null : result.Span<long>(column)[row];
}
