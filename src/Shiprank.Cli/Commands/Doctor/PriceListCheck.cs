using Shiprank.Sources.Prices;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>Old prices leave new models unpriced.</summary>
internal static class PriceListCheck
{
    private const int OldDays = 120;

    public static Check Run(string dataFolder, DateTimeOffset now)
    {
        var installed = InstalledList.Read(dataFolder);
        if (!installed.Succeeded) return Check.Warn("prices", installed.Problem.ToString(), "take a list anew: shiprank prices refresh --from FILE --write");
        var list = installed.Value is { } newer ? PriceBook.Shipped.Over(newer).List : PriceBook.Embedded;
        var days = DateOnly.FromDateTime(now.UtcDateTime).DayNumber - list.Date.DayNumber;
        var detail = $"{list.Version}, {days} days old";
        return days <= OldDays ? Check.Ok("prices", detail) : Check.Warn("prices", detail, "newer models may be unpriced: update shiprank, take a newer list (shiprank prices refresh), or add rates with --prices FILE");
    }
}
