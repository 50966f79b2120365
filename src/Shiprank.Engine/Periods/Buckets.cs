using Shiprank.Core.Score;

namespace Shiprank.Engine.Periods;

/// <summary>The columns of a chart over a window.</summary>
public static class Buckets
{
    private const int MostDays = 31;

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
