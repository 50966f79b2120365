using Shiprank.Cli.Terminal;

namespace Shiprank.Cli.Commands.Prices;

/// <summary>Differences of money with their sign.</summary>
internal static class MoneyText
{
    public static string Signed(decimal usd) => usd == 0 ? "$0.00" : usd < 0 ? $"-{Figures.Dollars(-usd)}" : $"+{Figures.Dollars(usd)}";
}
