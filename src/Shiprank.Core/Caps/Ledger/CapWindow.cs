using System.Globalization;

namespace Shiprank.Core.Caps.Ledger;

/// <summary>How long a counter matters: a window that is over may still get what calls used that began in it.</summary>
public static class CapWindow
{
    /// <summary>So long a run's counter stays without a call: whoever goes on later begins anew.</summary>
    public static readonly TimeSpan RunStays = TimeSpan.FromDays(8);

    private static readonly TimeSpan late = TimeSpan.FromDays(2);

    public static bool IsOver(string window, DateTimeOffset last, DateTimeOffset now)
    {
        if (DateTime.TryParseExact(window, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)) return now.UtcDateTime - day > TimeSpan.FromDays(1) + late;
        if (DateTime.TryParseExact(window, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var month)) return now.UtcDateTime - month.AddMonths(1) > late;
        return now - last > RunStays;
    }
}
