using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsvHelper;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench focus [LINES [ROUNDS]]</c>: charge lines made into rows and written as CSV, in rows a second, beside CsvHelper writing the same cells, made
/// before, and beside copying the same bytes.
/// </summary>
internal static class FocusTrial
{
    private const int Compared = 50_000;

    private static readonly DateOnly month = new(2026, 7, 1);
    private static readonly string[] models = ["claude-opus-5-5", "claude-sonnet-5", "claude-haiku-4-5", "claude-opus-4-8"];

    public static int Run(string[] arguments)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100_000;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 3;
        var prices = FocusPrices.Of(PriceBook.Embedded, [], _ => null, centre => centre);
        ChargeLine[] lines = [.. Enumerable.Range(0, count).Select(i => Line(i, count))];
        long rows = 0, bytes = 0;
        foreach (var piece in Pieces(lines, prices)) (rows, bytes) = (rows + piece.Span.Count((byte)'\n'), bytes + piece.Length);
        rows--;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} lines, {rows} rows, {bytes / 1e6:0} MB"));
        var cells = Cells(lines, prices);
        var (source, target) = (new byte[1 << 16], new byte[1 << 16]);
        for (var round = 1; round <= rounds; round++)
        {
            var ours = Rate(rows, () =>
            {
                foreach (var piece in Pieces(lines, prices)) Stream.Null.Write(piece.Span);
            });
            var theirs = Rate(cells.Count, () =>
            {
                using var csv = new CsvWriter(new StreamWriter(Stream.Null, new UTF8Encoding(false), 1 << 16), CultureInfo.InvariantCulture);
                foreach (var row in cells)
                {
                    foreach (var cell in row) csv.WriteField(cell);
                    csv.NextRecord();
                }
            });
            var floor = Rate(rows, () =>
            {
                for (var left = bytes; left > 0; left -= source.Length) source.CopyTo(target, 0);
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: rows made and written {ours:#,0}/s, CsvHelper writing ready cells {theirs:#,0}/s ({ours / theirs:0.0} ×), copying the bytes {floor:#,0}/s"));
        }

        return 0;
    }

    private static ChargeLine Line(int i, int count)
    {
        var model = models[i % models.Length];
        return new(month.AddDays((int)(31L * i / count)), ChargeKind.Direct, $"CC-{i % 250}", Issuers.Anthropic, "claude-code", model, "", i % 3 == 0 ? $"PAY-{i % 4000}" : "", "person",
            new(1_000_000L + (i * 7919L), new TokenCounts(1_000 + i, 90_000 + i, 3_000 + i, 500 + (i % 9), 2_000 + i)));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(ChargeLine[] lines, FocusPrices prices) => FocusFile.Write(Rows(lines, prices), FocusVersion.V14, prices);

    private static IEnumerable<FocusRow> Rows(ChargeLine[] lines, FocusPrices prices)
    {
        var (rows, made) = (new FocusRows(month, prices), new List<FocusRow>());
        foreach (var line in lines)
        {
            rows.Add(line, made);
            foreach (var row in made) yield return row;
            made.Clear();
        }
    }

    private static List<string[]> Cells(ChargeLine[] lines, FocusPrices prices)
    {
        var text = new StringBuilder();
        foreach (var piece in Pieces(lines[..Math.Min(lines.Length, Compared / 5)], prices)) text.Append(Encoding.UTF8.GetString(piece.Span));
        using var csv = new CsvParser(new StringReader(text.ToString()), CultureInfo.InvariantCulture);
        List<string[]> cells = [];
        while (csv.Read()) cells.Add([.. csv.Record!]);
        return cells;
    }

    private static double Rate(long rows, Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
