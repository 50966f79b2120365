using Shiprank.Core.Badges;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Digests;

/// <summary>
/// A week of a team or of a person in at most twelve lines. That of a team names nobody: it is made of sums of its group alone.
/// </summary>
/// <param name="Holder">Id of the team or person.</param>
/// <param name="Week">Monday to Sunday.</param>
/// <param name="Link">Where more of it stands; null: the organisation file has no address of this server.</param>
/// <param name="Stop">Where a person ends their digests; null for a team's.</param>
public sealed record Digest(HolderKind Kind, string Holder, string Title, ScoreWindow Week, IReadOnlyList<string> Lines, string? Link, string? Stop)
{
    /// <summary>Title, lines and links together.</summary>
    public const int MostLines = 12;

    /// <summary>The ISO week that ended last, in the organisation's zone.</summary>
    public static ScoreWindow LastWeek(DateTimeOffset asOf, TimeZoneInfo zone)
    {
        var monday = IsoWeek.Monday(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(asOf, zone).DateTime));
        return new(monday.AddDays(-7), monday.AddDays(-1));
    }
}
