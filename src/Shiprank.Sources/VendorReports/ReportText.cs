using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>The content of one file or one answer of an API, and where to name what is left out of it.</summary>
internal sealed class ReportText(ReadOnlyMemory<byte> bytes, string name, IngestReport report)
{
    private readonly LineSums sums = new();

    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Rows that are sound and no usage of coding agents, by what they are.</summary>
    public SortedDictionary<string, int> Ignored { get; } = new(StringComparer.Ordinal);

    public List<Invoice> Invoices { get; } = [];

    /// <summary>Takes a row that has no flaw. A line without a key of its own is known by <paramref name="row"/>: vendors who let nobody choose the cut spread a day over files.</summary>
    /// <param name="row">As <see cref="LineSums.Add"/>.</param>
    public void Add(ReportRow fields, BillLine line, string row)
    {
        if (fields.Flaw is { } flaw) Skip(fields.Line, flaw);
        else sums.Add(line.Key.Length > 0 ? line : line with { Key = row }, row, fields.Line);
    }

    public void Skip(long line, string reason) => report.Skip(name, line, reason);

    public void Ignore(string what) => Ignored[what] = Ignored.GetValueOrDefault(what) + 1;

    public IEnumerable<(long Line, System.Text.Json.JsonElement Record)> Records(params string[] lists) => JsonRecords.Read(bytes, lists, Skip);

    public IEnumerable<ReportRow> Rows(params string[][] required) => CsvRecords.Read(new StreamReader(new MemoryStream(bytes.ToArray())), required, Skip);

    public IReadOnlyList<BillLine> Lines() => sums.Lines(Skip);
}
