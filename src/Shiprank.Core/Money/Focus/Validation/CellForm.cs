using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>How a value may be written.</summary>
public enum CellForm
{
    TypeString,
    TypeDecimal,
    TypeDateTime,
    FormatString,
    FormatNumeric,
    FormatDateTime,
    FormatUnit,
    FormatCurrency,
    FormatKeyValue,
    NationalCurrency,
}

internal static partial class CellForms
{
    private static readonly string[] times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss"];

    /// <param name="virtualCurrencies">Credits and the like are currencies too.</param>
    public static bool Fits(CellForm form, string text, bool virtualCurrencies) => form switch
    {
        CellForm.TypeDecimal => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number),
        CellForm.TypeDateTime => DateTimeOffset.TryParseExact(text, times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        CellForm.FormatString => IsText(text),
        CellForm.FormatNumeric => Numeric().IsMatch(text),
        CellForm.FormatDateTime => text.EndsWith('Z') && DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        CellForm.FormatUnit => Unit().IsMatch(text),
        CellForm.FormatCurrency => NationalCurrencies.Codes.Contains(text) || (virtualCurrencies && IsText(text)),
        CellForm.FormatKeyValue => IsKeyValue(text),
        CellForm.NationalCurrency => NationalCurrencies.Codes.Contains(text),
        _ => true,
    };

    /// <summary>As it was meant by whoever wrote it: Unicode without what only a damaged text has.</summary>
    private static bool IsText(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) || c == '\ufffd') return false;
        }

        return !string.IsNullOrWhiteSpace(text);
    }

    /// <summary>One JSON object of keys that are different, and of values that are no objects and no lists.</summary>
    private static bool IsKeyValue(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
            var keys = new HashSet<string>(StringComparer.Ordinal);
            return document.RootElement.EnumerateObject().All(p => keys.Add(p.Name) && p.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^-?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE]-?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numeric();

    /// <summary>A unit; a number of units; units by plural time (<c>Seat-Months</c>); units in a time (<c>Requests/Day</c>, <c>Requests/3 Days</c>).</summary>
    [GeneratedRegex(
        @"^([0-9]+ )?[A-Za-z][A-Za-z0-9]*( [A-Za-z][A-Za-z0-9]*)*(-(Years|Months|Days|Hours|Minutes|Seconds)|/(Year|Month|Day|Hour|Minute|Second)|/[0-9]+ (Years|Months|Days|Hours|Minutes|Seconds))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Unit();
}
