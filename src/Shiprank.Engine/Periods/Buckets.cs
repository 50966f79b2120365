using Shiprank.Core.Score;
using Shiprank.Engine.Privacy;

namespace Shiprank.Engine.Periods;

/// <summary>The columns of a chart over a window.</summary>
public static class Buckets
{
    private const int MostDays = 31;

    /// <param name="weeks">True: ISO weeks, the last one as far as the window goes.</param>
    public static IReadOnlyList<ScoreWindow> Of(ScoreWindow window, bool weeks) =>
        weeks ? [.. Shield.Mondays(window).Select(m => new ScoreWindow(m, m.AddDays(6) < window.Until ? m.AddDays(6) : window.Until))] : Of(window);

    /// <summary>Days of a window of a month or less; else pieces of seven days that end with the window, the first one shorter where they don't fit.</summary>
    public static IReadOnlyList<ScoreWindow> Of(ScoreWindow window)
    {
        var step = Days(window) <= MostDays ? 1 : 7;
        List<ScoreWindow> buckets = [];
        for (var until = window.Until; until >= window.Since; until = until.AddDays(-step))
        {
            var since = until.AddDays(1 - step);
            buckets.Add(new(since < window.Since ? window.Since : since, until));
        }

        buckets.Reverse();
        return buckets;
    }

    public static int Days(ScoreWindow window) => window.Until.DayNumber - window.Since.DayNumber + 1;
}
