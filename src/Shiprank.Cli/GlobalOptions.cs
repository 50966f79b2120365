using System.CommandLine;
using Shiprank.Engine;

namespace Shiprank.Cli;

/// <summary>Options that every command takes, before or behind its name.</summary>
internal static class GlobalOptions
{
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON document on stdout", Recursive = true };

    public static readonly Option<string?> Data = new("--data") { Description = "Shiprank's own data (SHIPRANK_DATA)", HelpName = "DIR", Recursive = true };

    public static readonly Option<string?> Config = new("--config") { Description = "Organisation file (SHIPRANK_CONFIG; ./shiprank.yaml)", HelpName = "FILE", Recursive = true };

    public static readonly Option<DateTimeOffset?> AsOf = new("--as-of")
    {
        Description = "Read nothing later than this: ISO 8601; a day means its end",
        HelpName = "TIME",
        Recursive = true,
        CustomParser = result => Instant(result.Tokens[0].Value) is not { } time ? Refuse(result, "is no time (2026-01-31T12:00:00Z)")
            : !Moments.IsInRange(time.UtcDateTime.Year) ? Refuse(result, $"lies outside the years {Moments.FirstYear} to {Moments.LastYear}")
            : time,
    };

    public static readonly Option<DateOnly?> Since = Day("--since", "First day, included");

    public static readonly Option<DateOnly?> Until = Day("--until", "Last day, included");

    public static readonly Option<TimeZoneInfo?> Zone = new("--tz")
    {
        Description = "Time zone of the report's days: UTC, Europe/Berlin, local (SHIPRANK_TZ; default UTC)",
        HelpName = "ZONE",
        Recursive = true,
        CustomParser = result => FindZone(result.Tokens[0].Value) is { } zone ? zone : RefuseZone(result),
    };

    public static readonly Option<bool> NoColor = new("--no-color") { Description = "No colour (NO_COLOR)", Recursive = true };

    public static readonly Option<bool> Offline = new("--offline") { Description = "Never use the network", Recursive = true };

    public static IEnumerable<Option> All => [Json, Data, Config, AsOf, Since, Until, Zone, NoColor, Offline];

    public static TimeZoneInfo? FindZone(string name) => Moments.Zone(name);

    public static DateTimeOffset? Instant(string text) => Moments.Instant(text);

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DAY",
        Recursive = true,
        CustomParser = result =>
        {
            var day = Moments.Day(result.Tokens[0].Value);
            if (day is { } known && Moments.IsInRange(known.Year)) return day;
            result.AddError($"{name}: '{result.Tokens[0].Value}' {(day is not null ? $"lies outside the years {Moments.FirstYear} to {Moments.LastYear}" : "is no day (2026-01-31)")}");
            return null;
        },
    };

    private static DateTimeOffset? Refuse(System.CommandLine.Parsing.ArgumentResult result, string reason)
    {
        result.AddError($"--as-of: '{result.Tokens[0].Value}' {reason}");
        return null;
    }

    private static TimeZoneInfo? RefuseZone(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"--tz: '{result.Tokens[0].Value}' is no known time zone (UTC, Europe/Berlin, local)");
        return null;
    }
}
