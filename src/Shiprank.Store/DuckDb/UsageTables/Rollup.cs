using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Schema;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>Computes the dirty days of <c>usage_day</c> again, in ranges of days that follow each other.</summary>
internal static class Rollup
{
    public static bool IsStale(DuckConnection connection) => connection.Scalar("select 1 from dirty_days limit 1") is not null;

    /// <returns>How many days were computed.</returns>
    public static int Restate(DuckConnection connection)
    {
        var days = 0;
        foreach (var (first, last) in Ranges(connection))
        {
            connection.Run("delete from usage_day where day >= $1 and day <= $2", first, last);
            connection.Run(Migrations.Rollup, first, last);
            days += last.DayNumber - first.DayNumber + 1;
        }

        connection.Run("delete from dirty_days");
        return days;
    }

    private static List<(DateOnly First, DateOnly Last)> Ranges(DuckConnection connection)
    {
        using var statement = connection.Prepare("select distinct day from dirty_days order by day");
        using var result = statement.Run();
        var ranges = new List<(DateOnly First, DateOnly Last)>();
        while (result.NextChunk())
        {
            foreach (var number in result.Span<int>(0))
            {
                var day = DuckTime.Day(number);
                if (ranges.Count > 0 && ranges[^1].Last.DayNumber + 1 == day.DayNumber) ranges[^1] = (ranges[^1].First, day);
                else ranges.Add((day, day));
            }
        }

        return ranges;
    }
}
