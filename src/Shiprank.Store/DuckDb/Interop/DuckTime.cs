namespace Shiprank.Store.DuckDb.Interop;

/// <summary>DuckDB counts days and microseconds since 1970.</summary>
internal static class DuckTime
{
    private const int EpochDay = 719_162;

    public static int Days(DateOnly day) => day.DayNumber - EpochDay;

    public static DateOnly Day(int days) => DateOnly.FromDayNumber(days + EpochDay);

    /// <summary>Whole microseconds; what is finer is cut off towards the past.</summary>
    public static long Micros(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        return (ticks - (((ticks % 10) + 10) % 10)) / 10;
    }

    public static DateTimeOffset Time(long micros) => new(DateTime.UnixEpoch.AddTicks(micros * 10));
}
