using System.Globalization;

namespace Shiprank.Sources.VendorReports;

/// <summary>One row of a report: fields by name, and the first thing that is wrong with it. Only what is asked for is ever looked at; texts of a conversation are not.</summary>
/// <param name="value">A field's text; null when it is absent, empty or null.</param>
internal sealed class ReportRow(long line, Func<string, string?> value)
{
    private const int Longest = 400;

    private static readonly string[] days = ["yyyy-MM-dd", "yyyy/MM/dd", "MM-dd-yyyy", "MM/dd/yyyy", "yyyy-MM-dd HH:mm:ss"];

    public long Line => line;

    /// <summary>What keeps the row from being taken; null when nothing does.</summary>
    public string? Flaw { get; private set; }

    public void Wrong(string flaw) => Flaw ??= flaw;

    public bool Has(string name) => value(name) is not null;

    /// <summary>Empty when the field is absent.</summary>
    public string Text(string name)
    {
        var text = value(name)?.Trim() ?? "";
        if (text.Length <= Longest && !text.Any(char.IsControl)) return text;
        Wrong($"\"{name}\" is too long, or has signs that can't be shown");
        return "";
    }

    /// <summary>As it stands, of any length: to tell rows apart, never to keep.</summary>
    public string Raw(string name) => value(name) ?? "";

    public string Required(string name)
    {
        var text = Text(name);
        if (text.Length == 0) Wrong($"\"{name}\" is missing");
        return text;
    }

    /// <summary>0 when the field is absent.</summary>
    public long Count(string name) => OptionalCount(name) ?? 0;

    public long? OptionalCount(string name)
    {
        if (value(name) is not { } text) return null;
        if (NumberText.Count(text, out var flaw) is { } count) return count;
        Wrong($"\"{name}\" {flaw}");
        return null;
    }

    public decimal? OptionalAmount(string name)
    {
        if (value(name) is not { } text) return null;
        if (NumberText.Amount(text, out var flaw) is { } amount) return amount;
        Wrong($"\"{name}\" {flaw}");
        return null;
    }

    public decimal Amount(string name)
    {
        if (!Has(name)) Wrong($"\"{name}\" is missing");
        return OptionalAmount(name) ?? 0;
    }

    /// <summary>Three capital letters.</summary>
    public string Currency(string name)
    {
        var code = Required(name).ToUpperInvariant();
        if (code.Length > 0 && (code.Length != 3 || !code.All(char.IsAsciiLetterUpper))) Wrong($"\"{name}\" is not a currency's three letters");
        return code;
    }

    /// <summary>A moment in ISO 8601 (without an offset: UTC), in seconds or in milliseconds since 1970.</summary>
    public DateTimeOffset Moment(string name)
    {
        var text = Required(name);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && epoch is > 100_000_000 and < 99_999_999_999_999)
        {
            return epoch > 99_999_999_999 ? DateTimeOffset.FromUnixTimeMilliseconds(epoch) : DateTimeOffset.FromUnixTimeSeconds(epoch);
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && moment.Year is > 1999 and < 2200) return moment;
        if (text.Length > 0) Wrong($"\"{name}\" is not a time");
        return DateTimeOffset.UnixEpoch;
    }

    /// <summary>A day, or the UTC day of a moment.</summary>
    public DateOnly Day(string name)
    {
        var text = Required(name);
        if (DateTime.TryParseExact(text, days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return DateOnly.FromDateTime(day);
        return DateOnly.FromDateTime(Moment(name).UtcDateTime);
    }
}
