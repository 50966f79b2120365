using System.Globalization;
using System.Text.RegularExpressions;

namespace Shiprank.Sources.VendorReports;

/// <summary>
/// Amounts as people and programs write them: <c>1234.5</c>, <c>1.2e-05</c>, <c>$1,234.50</c>, <c>1.234,50</c>, <c>1 234,50</c>, <c>(12.30)</c>. What can be read
/// in two ways (<c>1,234</c>) is not read at all.
/// </summary>
internal static partial class NumberText
{
    /// <summary>More than a whole organisation pays; the store takes 9.2 thousand million.</summary>
    private const decimal Most = 9_000_000_000m;

    /// <summary>More than the largest organisation uses in a day.</summary>
    private const long MostCounted = 100_000_000_000_000;

    /// <returns>Null with a flaw, in words that follow the name of the column.</returns>
    public static decimal? Amount(string text, out string flaw) => Number(text, Most, out flaw);

    /// <summary>A count: whole and not negative.</summary>
    public static long? Count(string text, out string flaw)
    {
        if (Number(text, MostCounted, out flaw) is not { } value) return null;
        if (value < 0) flaw = "is negative, and a count can't be";
        else if (!decimal.IsInteger(value)) flaw = $"\"{Shown(text)}\" is not a whole number";
        else return (long)value;
        return null;
    }

    private static decimal? Number(string text, decimal most, out string flaw)
    {
        flaw = "";
        var number = text.Trim().TrimStart('$', '€', '£').Trim();
        var negative = number.StartsWith('(') && number.EndsWith(')');
        if (negative) number = number[1..^1];
        if (number.StartsWith('-') || number.StartsWith('−'))
        {
            negative = !negative;
            number = number[1..].TrimStart('$', '€', '£');
        }

        if (Ambiguous().IsMatch(number))
        {
            flaw = $"\"{text}\" can be read in two ways: write it without a thousands separator";
            return null;
        }

        if (Grouped().IsMatch(number)) number = number.Replace(",", "", StringComparison.Ordinal);
        else if (European().IsMatch(number)) number = Blanks().Replace(number, "").Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(number, style, CultureInfo.InvariantCulture, out var value)) flaw = $"\"{Shown(text)}\" is not a number";
        else if (value > most) flaw = "is more than anybody has";
        else return negative ? -value : value;
        return null;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex(@"^[1-9]\d{0,2},\d{3}$")]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^\d{1,3}(([.\u00A0\u202F ]\d{3})+,\d+|([.\u00A0\u202F ]\d{3}){2,}|([\u00A0\u202F ]\d{3})+)$|^\d+,\d{1,2}$")]
    private static partial Regex European();

    [GeneratedRegex(@"[\u00A0\u202F ]")]
    private static partial Regex Blanks();
}
