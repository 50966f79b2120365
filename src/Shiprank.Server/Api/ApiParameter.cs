using System.Globalization;
using Shiprank.Engine;

namespace Shiprank.Server.Api;

/// <summary>A parameter of the API's addresses: what it may be, said once for the check, the refusal and the document of the API.</summary>
/// <param name="Description">A sentence without its full stop.</param>
internal sealed record ApiParameter(string Name, string Description)
{
    public static readonly ApiParameter Since = new("since", "First day, included (UTC)") { Format = "date", Check = Day, Shape = "a day: 2026-01-31" };

    public static readonly ApiParameter Until = Since with { Name = "until", Description = "Last day, included (UTC)" };

    public static readonly ApiParameter Window = new("window", "Weeks that end on as_of's day, where since or until is missing; default: the policy's")
    {
        Check = text => Moments.Weeks(text) is not null,
        Shape = $"a number of weeks up to {Moments.MostWeeks}w: 12w",
    };

    public static readonly ApiParameter AsOf = new("as_of", "Judged by nothing later than this; default: when the results were published")
    {
        Format = "date-time",
        Check = text => Moments.Instant(text) is { } time && Moments.IsInRange(time.UtcDateTime.Year),
        Shape = "a time, or a day, which means its end: 2026-01-31T12:00:00Z",
    };

    public static readonly ApiParameter Zone = new("tz", "Time zone of the caller's days. The days of these documents are UTC's whatever it is")
    {
        Check = text => text != "local" && Moments.Zone(text) is not null,
        Shape = "a time zone: UTC, Europe/Berlin",
    };

    public static readonly ApiParameter Limit = new("limit", $"Rows of a page (default: {DefaultLimit})")
    {
        Type = "integer",
        Check = text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is >= 1 and <= LargestLimit,
        Shape = $"a whole number from 1 to {LargestLimit}",
    };

    public const int DefaultLimit = 100;

    public const int LongestName = 200;

    public const int LargestLimit = 500;

    /// <summary>Words that it may be; empty: <see cref="Check"/> tells.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>May stand there several times; one of its values is enough.</summary>
    public bool Many { get; init; }

    /// <summary>A part of the address before the question mark.</summary>
    public bool InPath { get; init; }

    /// <summary>Type and format as JSON Schema names them.</summary>
    public string Type { get; init; } = "string";

    public string? Format { get; init; }

    public Func<string, bool> Check { get; init; } = text => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl);

    /// <summary>What it may be, in words.</summary>
    public string Shape { get; init; } = $"text of 1 to {LongestName} characters";

    public static ApiParameter Choice(string name, string description, params IReadOnlyList<string> words) => new(name, description) { Words = words, Check = words.Contains };

    /// <returns>Null when the value may stand.</returns>
    public Refusal? Refuse(string value) =>
        Check(value) ? null
        : Words.Count > 0 ? Refusal.Bad(Name, $"{Name} is none of {string.Join(", ", Words)}", Words)
        : Refusal.Bad(Name, $"{Name} has to be {Shape}", Shape);

    private static bool Day(string text) => Moments.Day(text) is { } day && Moments.IsInRange(day.Year);
}
