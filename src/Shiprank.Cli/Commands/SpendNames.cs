using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Cli.Commands;

/// <summary>The fates of spend as people and documents read them.</summary>
internal static class SpendNames
{
    public static string Of(SpendFate fate) => fate switch
    {
        SpendFate.Live => "live",
        SpendFate.Reverted => "rolled back or reverted",
        SpendFate.Dead => "dead",
        SpendFate.Merged => "merged, not deployed",
        SpendFate.Open => "open",
        SpendFate.Abandoned => "abandoned",
        SpendFate.NoCode => "no code",
        SpendFate.NotShown => "not shown",
        _ => "unattributed",
    };

    public static string Of(SpendGroup group) => group switch
    {
        SpendGroup.Live => "live",
        SpendGroup.InFlight => "in flight",
        SpendGroup.Undone => "undone",
        SpendGroup.Abandoned => "abandoned",
        SpendGroup.NoCode => "no code",
        SpendGroup.NotShown => "not shown",
        _ => "unattributed",
    };
}
