using Shiprank.Core.Usage;

namespace Shiprank.Core.Signals.Usage;

/// <summary>A UTC day with calls of models.</summary>
/// <param name="Hours">Hours with calls, in order.</param>
/// <param name="FirstAt">Second of the day of the first call.</param>
/// <param name="LastAt">Second of the day of the last.</param>
/// <param name="LongestGap">Of pauses that touch the day, the longest, seconds; one that began before the window or has not ended is endless.</param>
public sealed record UsageDay(DateOnly Day, IReadOnlyList<UsageHour> Hours, int FirstAt, int LastAt, long LongestGap)
{
    // Every rule asks for these of every day, so they are summed once.
    public long Calls { get; } = Hours.Sum(h => h.Calls);

    public TokenCounts Tokens { get; } = Hours.Aggregate(default(TokenCounts), (sum, hour) => sum + hour.Tokens);

    /// <summary>Null: none of it is priced.</summary>
    public decimal? Usd { get; } = Hours.All(h => h.Priced == 0) ? null : Hours.Sum(h => h.Usd);

    /// <summary>Of its hours.</summary>
    public long IdleCalls { get; } = Hours.Sum(h => h.IdleCalls);

    public long IdleTokens { get; } = Hours.Sum(h => h.IdleTokens);

    public static decimal? Sum(IEnumerable<UsageDay> days)
    {
        decimal? sum = null;
        foreach (var day in days)
        {
            if (day.Usd is { } usd) sum = (sum ?? 0) + usd;
        }

        return sum;
    }
}

/// <param name="Hour">0 to 23, UTC.</param>
/// <param name="Priced">Calls with a price; <paramref name="Usd"/> is theirs.</param>
/// <param name="IdleCalls">Calls that sent a long context and had hardly an answer (<see cref="IdleContext"/>).</param>
/// <param name="IdleTokens">What those sent.</param>
public readonly record struct UsageHour(int Hour, long Calls, TokenCounts Tokens, long Priced, decimal Usd, long IdleCalls, long IdleTokens);
