using System.Globalization;

namespace Shiprank.Cli.Terminal;

/// <summary>Numbers as people read them in a table.</summary>
internal static class Figures
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 response</c>, <c>1,003 tokens</c>.</summary>
    public static string Many(long number, string one, string? more = null) => $"{Count(number)} {(number == 1 ? one : more ?? one + "s")}";

    /// <summary>Four characters or fewer below a quadrillion: <c>980</c>, <c>12k</c>, <c>1.3M</c>.</summary>
    public static string Short(long number)
    {
        if (number < 1000) return number.ToString(CultureInfo.InvariantCulture);
        var (value, unit) = number switch
        {
            < 999_500 => (number / 1e3, "k"),
            < 999_500_000 => (number / 1e6, "M"),
            < 999_500_000_000 => (number / 1e9, "G"),
            _ => (number / 1e12, "T"),
        };
        return value.ToString(value < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>Dollars to the cent; a positive amount below one is <c>&lt;$0.01</c>, never $0.00.</summary>
    public static string Dollars(decimal usd) => usd is > 0 and < 0.005m ? "<$0.01" : usd.ToString("$#,##0.00", CultureInfo.InvariantCulture);
}
