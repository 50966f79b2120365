using System.Globalization;

namespace Shiprank.Core.Usage;

/// <summary>What a row of a usage report stands for.</summary>
public enum UsageGrouping
{
    Day,
    Week,
    Month,
    Session,
    Model,
    Tool,
    Project,
}

public static class UsageKeys
{
    /// <summary>The row of what can't be told: an empty session, model or project.</summary>
    public const string Unknown = "(unknown)";

    public static bool IsTime(this UsageGrouping by) => by <= UsageGrouping.Month;

    /// <summary>Day <c>2026-05-12</c>, ISO week <c>2026-W20</c>, month <c>2026-05</c>, all in the report's zone; else the id or name as logged.</summary>
    /// <param name="day">Day of the row in the report's zone.</param>
    public static string KeyOf(this UsageGrouping by, UsageRow row, DateOnly day) => by switch
    {
        UsageGrouping.Day => day.ToString("yyyy-MM-dd"),
        UsageGrouping.Week => $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}",
        UsageGrouping.Month => day.ToString("yyyy-MM"),
        UsageGrouping.Session => Known(row.Session),
        UsageGrouping.Model => Known(row.Model),
        UsageGrouping.Tool => row.Tool,
        UsageGrouping.Project => Known(row.Project),
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "not a grouping"),
    };

    private static string Known(string name) => name.Length == 0 ? Unknown : name;
}
