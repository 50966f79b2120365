namespace Shiprank.Core.Score;

/// <summary>ISO weeks in UTC, named by their Monday.</summary>
public static class IsoWeek
{
    public static DateOnly Monday(DateTimeOffset at) => Monday(DateOnly.FromDateTime(at.UtcDateTime));

    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
