using System.Globalization;

namespace Shiprank.Server.Shell;

/// <summary>Numbers as pages write them: a figure and its unit never part at the end of a line, minus is −, what is unknown has a word.</summary>
public static class Figures
{
    /// <summary>Between a figure and its unit.</summary>
    public const char Space = '\u00A0';

    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    /// <summary><c>$150,460</c> from $1,000, cents below; null: <c>unpriced</c>.</summary>
    public static string Money(decimal? usd) => usd is null ? "unpriced" : Math.Abs(usd.Value) >= 999.995m ? Dollars(usd.Value, "#,##0") : MoneyExact(usd);

    /// <summary>To the cent; an amount below one is <c>&lt;$0.01</c>, never $0.00.</summary>
    public static string MoneyExact(decimal? usd) => usd switch
    {
        null => "unpriced",
        > 0 and < 0.005m => "<$0.01",
        < 0 and > -0.005m => "−<$0.01",
        _ => Dollars(usd.Value, "#,##0.00"),
    };

    /// <summary>Exact below 10,000, then <c>12.3 k</c>, <c>9.4 M</c>, <c>154.6 B</c>; null: <c>unknown</c>.</summary>
    public static string Tokens(long? tokens) => tokens switch
    {
        null => "unknown",
        < 10_000 => Count(tokens.Value),
        < 999_950 => Scaled(tokens.Value / 1e3m, "k"),
        < 999_950_000 => Scaled(tokens.Value / 1e6m, "M"),
        < 999_950_000_000 => Scaled(tokens.Value / 1e9m, "B"),
        _ => Scaled(tokens.Value / 1e12m, "T"),
    };

    public static string Count(long number) => number < 0 ? $"−{(-(decimal)number).ToString("#,##0", invariant)}" : number.ToString("#,##0", invariant);

    /// <summary><c>1 change</c>, <c>1,003 changes</c>.</summary>
    public static string Many(long number, string one, string? more = null) => $"{Count(number)}{Space}{(number == 1 ? one : more ?? one + "s")}";

    /// <summary>Two decimals below 10, one below 100, else none: <c>1.42</c>, <c>48.7</c>, <c>2,285</c>; null: <c>n/a</c>, never 0.</summary>
    public static string Rate(decimal? rate) => rate is not { } value ? "n/a" : Signed(value, Math.Abs(value) switch
    {
        < 9.995m => "0.00",
        < 99.95m => "0.0",
        _ => "#,##0",
    });

    /// <summary><c>[1.24–1.61]</c>; empty when there is none.</summary>
    public static string Interval(decimal? low, decimal? high, Func<decimal?, string>? form = null) => low is null || high is null ? "" : $"[{(form ?? Rate)(low)}–{(form ?? Rate)(high)}]";

    /// <summary>A part of one as <c>64.5 %</c>; what is neither nothing nor all is never written so. Null: <c>n/a</c>.</summary>
    public static string Share(decimal? share) => share switch
    {
        null => "n/a",
        > 0 and < 0.0005m => $"<0.1{Space}%",
        < 1 and >= 0.9995m => $">99.9{Space}%",
        _ => $"{Signed(share.Value * 100, share is 0 or 1 ? "0" : "0.0")}{Space}%",
    };

    private static string Dollars(decimal usd, string form) => $"{(usd < 0 ? "−" : "")}${Math.Abs(usd).ToString(form, invariant)}";

    private static string Scaled(decimal value, string unit) => $"{value.ToString("0.0", invariant)}{Space}{unit}";

    private static string Signed(decimal value, string form)
    {
        var digits = Math.Abs(value).ToString(form, invariant);
        return value < 0 && digits.AsSpan().ContainsAnyInRange('1', '9') ? $"−{digits}" : digits;
    }
}
