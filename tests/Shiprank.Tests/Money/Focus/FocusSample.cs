using System.Text;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Focus;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;

namespace Shiprank.Tests.Money.Focus;

/// <summary>Lines of July 2026, and what becomes of them.</summary>
internal static class FocusSample
{
    public static readonly DateOnly July = new(2026, 7, 1);

    public static readonly SeatPlan Pro = new("Kiro Pro", "kiro", Issuers.Aws, 20m, new(2026, 1, 1), null, [], [], 1000);

    public static readonly FocusPrices Prices = FocusPrices.Of(PriceBook.Embedded, [Pro], issuer => issuer == Issuers.OpenAi ? "O-7" : null, centre => centre.Length == 0 ? "Unallocated" : $"Centre {centre}");

    public static ChargeLine Direct(string tool, string model, long nano, TokenCounts tokens = default, decimal credits = 0, long unpriced = 0, string centre = "CC-1", string ticket = "", long estimated = 0) =>
        new(new(2026, 7, 3), ChargeKind.Direct, centre, Issuers.Of(tool, model), tool, model, "shop", ticket, "person", new(nano, tokens, (long)(credits * 1_000_000_000), estimated, unpriced));

    public static ChargeLine Monthly(ChargeKind kind, long nano, string issuer = Issuers.Anthropic, string rule = "runs", string tool = "") =>
        new(new(2026, 7, 31), kind, "CC-1", issuer, tool, "", "", "", rule, new(nano, default));

    public static List<FocusRow> Rows(params ChargeLine[] lines)
    {
        var rows = new FocusRows(July, Prices);
        List<FocusRow> made = [];
        foreach (var line in lines) rows.Add(line, made);
        return made;
    }

    public static string Text(IEnumerable<FocusRow> rows, FocusVersion version = FocusVersion.V12)
    {
        var text = new StringBuilder();
        foreach (var part in FocusFile.Write(rows, version, Prices)) text.Append(Encoding.UTF8.GetString(part.Span));
        return text.ToString();
    }

    /// <summary>Cells by column, of a file whose cells hold no line ends.</summary>
    public static List<Dictionary<string, string>> Cells(string text)
    {
        using var csv = new CsvHelper.CsvParser(new StringReader(text), System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        var head = csv.Record!;
        List<Dictionary<string, string>> rows = [];
        while (csv.Read()) rows.Add(head.Zip(csv.Record!).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal));
        return rows;
    }
}
