using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>
/// Adds the rows of one export up to lines by day, model and actor, however finely the vendor cut them: so two exports of the same days, cut otherwise, are the same
/// lines. A row that stands twice counts once; where all rows of a line do, the line says how often.
/// </summary>
internal sealed class LineSums
{
    private const decimal Most = 9_000_000_000m;

    private readonly Dictionary<string, (BillLine Line, int Times, long At)> rows = new(StringComparer.Ordinal);

    /// <param name="row">What makes it another row than those beside it: every dimension that the vendor cuts by. A later row of the same identity and other figures corrects it.</param>
    public void Add(BillLine line, string row, long at) =>
        rows[row] = rows.TryGetValue(row, out var known) && known.Line == line ? (line, known.Times + 1, known.At) : (line, 1, at);

    /// <param name="flaw">Told of rows that stand twice where the rest of their line does not.</param>
    public IReadOnlyList<BillLine> Lines(Action<long, string> flaw)
    {
        List<BillLine> lines = [];
        foreach (var group in rows.Values.GroupBy(r => r.Line.Key, StringComparer.Ordinal))
        {
            var copies = group.Min(r => r.Times);
            foreach (var (_, times, at) in group.Where(r => r.Times > copies)) flaw(at, $"the row stands in the file {times} times and counts once");
            var line = group.Select(r => r.Line).Aggregate(Sum) with { Copies = copies };
            if (Math.Abs(line.Amount ?? 0) <= Most && (line.Credits ?? 0) <= Most) lines.Add(line);
            else flaw(group.First().At, "the rows of one day and model come to more than anybody has");
        }

        return lines;
    }

    private static BillLine Sum(BillLine a, BillLine b) => a with
    {
        Tokens = a.Tokens is { } x && b.Tokens is { } y ? x + y : a.Tokens ?? b.Tokens,
        Credits = Sum(a.Credits, b.Credits),
        Requests = a.Requests is null && b.Requests is null ? null : (a.Requests ?? 0) + (b.Requests ?? 0),
        Amount = Sum(a.Amount, b.Amount),
    };

    private static decimal? Sum(decimal? a, decimal? b) => a is null && b is null ? null : (a ?? 0) + (b ?? 0);

    /// <summary>A line's identity: what it is of, in the words of the report.</summary>
    public static string Key(params ReadOnlySpan<object?> parts) => string.Join('\n', parts!);
}
