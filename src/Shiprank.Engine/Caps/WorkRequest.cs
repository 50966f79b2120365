namespace Shiprank.Engine.Caps;

/// <summary>What somebody asks a work token for.</summary>
public sealed record WorkRequest
{
    public const int DefaultMinutes = 480;

    public const int MostMinutes = 1440;

    private const int LongestName = 200;

    /// <summary>As somebody wrote it; empty: none is named, and <see cref="Branch"/> is looked at.</summary>
    public string Ticket { get; init; } = "";

    /// <summary>Read for a ticket's key, and not kept.</summary>
    public string Branch { get; init; } = "";

    /// <summary>How long the token holds.</summary>
    public int Minutes { get; init; } = DefaultMinutes;

    public string Job { get; init; } = "";

    public string Repository { get; init; } = "";

    public bool Autonomous { get; init; }

    /// <summary>Limits of the run: USD, calls, minutes of wall time; null: none but those of the rules.</summary>
    public decimal? Usd { get; init; }

    public long? Steps { get; init; }

    public int? MinutesCap { get; init; }

    /// <summary>What can't be: the field as the API names it, and what it may be; null when all of it can.</summary>
    public (string Field, string Shape)? Wrong() =>
        !IsName(Ticket) ? ("ticket", $"a ticket's key of at most {LongestName} characters")
        : !IsName(Branch) ? ("branch", $"a branch of at most {LongestName} characters")
        : !IsName(Job) ? ("job", $"a job's name of at most {LongestName} characters")
        : !IsName(Repository) ? ("repository", $"a repository's name of at most {LongestName} characters")
        : Minutes is < 1 or > MostMinutes ? ("minutes", $"a whole number from 1 to {MostMinutes}")
        : Usd is <= 0 or > 1_000_000 ? ("usd", "an amount above 0, 1000000 at most")
        : Steps is < 1 or > 1_000_000_000 ? ("steps", "a whole number from 1 to 1000000000")
        : MinutesCap is < 1 or > 10_080 ? ("minutesCap", "a whole number from 1 to 10080")
        : null;

    private static bool IsName(string text) => text.Length <= LongestName && !text.Any(char.IsControl);
}
