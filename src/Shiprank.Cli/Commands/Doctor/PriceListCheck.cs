using Shiprank.Sources.Prices;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>Old prices leave new models unpriced.</summary>
internal static class PriceListCheck
{
    private const int OldDays = 120;

    public static Check Run(DateTimeOffset now)
    {
        var list = PriceBook.Embedded;
        var days = DateOnly.FromDateTime(now.UtcDateTime).DayNumber - list.Date.DayNumber;
        var detail = $"{list.Version}, {days} days old";
        return days <= OldDays ? Check.Ok("prices", detail) : Check.Warn("prices", detail, "newer models may be unpriced: update shiprank, or add rates with --prices FILE");
    }
}
