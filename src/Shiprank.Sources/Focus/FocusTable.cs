using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Shiprank.Core;
using Shiprank.Core.Money.Focus.Validation;

namespace Shiprank.Sources.Focus;

/// <summary>A FOCUS file as a table: read one row after the other, whoever wrote it.</summary>
public static class FocusTable
{
    /// <summary>Checks every row.</summary>
    /// <param name="name">What a problem names.</param>
    /// <param name="begin">Makes the check from the head.</param>
    /// <returns>The check after the last row; the problem when the file is no table, with the line.</returns>
    public static Result<FocusValidation> Validate(string name, Stream file, Func<IReadOnlyList<string>, FocusValidation> begin, CancellationToken cancel = default)
    {
        using var text = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        string? bad = null;
        using var csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            IgnoreBlankLines = true,
            BadDataFound = data => bad ??= data.RawRecord,
        });
        if (!csv.Read() || csv.Record is not { } head) return new Problem(name, 0, "the file is empty", "a CSV file with a head is expected");
        if (head.GroupBy(h => h, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) return new Problem(name, 1, $"the column {twice.Key} stands there twice");
        var validation = begin(head);
        for (var line = csv.RawRow + 1; csv.Read(); line = csv.RawRow + 1)
        {
            cancel.ThrowIfCancellationRequested();
            if (bad is not null) return new Problem(name, line, "a quote is not closed, or stands inside a text without being doubled");
            if (csv.Record!.Length != head.Length) return new Problem(name, line, $"{csv.Record.Length} cells, and the head has {head.Length} columns", "a quote that is not closed takes all behind it into one cell");
            validation.Take(line, csv.Record);
        }

        return bad is not null ? new Problem(name, csv.RawRow, "a quote is not closed, or stands inside a text without being doubled") : validation;
    }
}
