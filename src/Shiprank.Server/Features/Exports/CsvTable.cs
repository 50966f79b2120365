using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Exports;

/// <summary>
/// Figures of a page as CSV (RFC 4180): unrounded, UTF-8, a head, money in USD. A text that a spreadsheet would run as a formula begins with an apostrophe; a
/// number below zero stays a number.
/// </summary>
internal sealed record CsvTable(IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<object?>> Rows)
{
    private static readonly CsvConfiguration form = new(CultureInfo.InvariantCulture) { NewLine = "\r\n" };

    public string Text()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, form))
        {
            foreach (var head in Heads) csv.WriteField(head);
            csv.NextRecord();
            foreach (var row in Rows)
            {
                foreach (var cell in row) csv.WriteField(Written(cell));
                csv.NextRecord();
            }
        }

        return text.ToString();
    }

    private static string Written(object? cell) => cell switch
    {
        null => "",
        DateOnly day => Times.Machine(day),
        DateTimeOffset at => Times.Machine(at),
        bool yes => yes ? "true" : "false",
        decimal number => number.ToString("0.#########", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Harmless(cell.ToString() ?? ""),
    };

    private static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
}
