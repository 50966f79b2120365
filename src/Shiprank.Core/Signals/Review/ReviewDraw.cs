using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Core.Signals.Review;

/// <summary>A change that may be drawn.</summary>
public readonly record struct ReviewedChange(string Repository, string Sha);

/// <summary>
/// Which changes of a week are looked at: those that come first in the order of HMAC-SHA256(week's seed, <c>repository\nsha</c>). The week's seed is
/// HMAC-SHA256(seed, <c>Monday</c>) in lower-case hex and is published when the week was drawn: until then nobody who makes a change can tell whether it will
/// be drawn, afterwards everybody can draw again.
/// </summary>
public static class ReviewDraw
{
    /// <param name="week">A Monday.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string WeekSeed(string seed, DateOnly week) => Keyed(seed, week.ToString("O"));

    /// <param name="delivered">Changes that were delivered in that week, in any order.</param>
    /// <param name="count">As many at most.</param>
    public static IReadOnlyList<ReviewedChange> Of(string weekSeed, IEnumerable<ReviewedChange> delivered, int count) =>
        [.. delivered.Distinct().OrderBy(c => Place(weekSeed, c), StringComparer.Ordinal).Take(count)];

    /// <summary>64 lower-case hex digits: the smaller, the earlier.</summary>
    public static string Place(string weekSeed, ReviewedChange change) => Keyed(weekSeed, $"{change.Repository}\n{change.Sha}");

    private static string Keyed(string key, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
