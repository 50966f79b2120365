namespace Shiprank.Core.Score.Board;

/// <summary>The weeks that a series is made of: the ISO weeks (UTC) that lie wholly in the window and before the horizon's provisional days.</summary>
public static class SeriesWeeks
{
    /// <returns>Mondays, in order. A week in part would compare some days' work with all of its people's.</returns>
    public static IReadOnlyList<DateOnly> Of(ScoreWindow window, DateTimeOffset asOf, int survivalDays)
    {
        var final = DateOnly.FromDateTime(asOf.UtcDateTime).AddDays(-survivalDays);
        var end = final < window.Until ? final : window.Until;
        var first = IsoWeek.Monday(window.Since.AddDays(6));
        List<DateOnly> mondays = [];
        for (var monday = first; monday.AddDays(6) <= end; monday = monday.AddDays(7)) mondays.Add(monday);
        return mondays;
    }
}
