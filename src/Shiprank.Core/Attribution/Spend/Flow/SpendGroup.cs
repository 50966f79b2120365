namespace Shiprank.Core.Attribution.Spend.Flow;

/// <summary>The eight fates of spend in the six groups that a chart draws, and what is not shown.</summary>
public enum SpendGroup
{
    Live,

    /// <summary>Open, or merged and not deployed.</summary>
    InFlight,

    /// <summary>Rolled back, reverted, or dead at the horizon.</summary>
    Undone,
    Abandoned,
    NoCode,
    Unattributed,

    /// <summary>The people behind it are too few to say.</summary>
    NotShown,
}

public static class SpendGroups
{
    public static SpendGroup Of(SpendFate fate) => fate switch
    {
        SpendFate.Live => SpendGroup.Live,
        SpendFate.Open or SpendFate.Merged => SpendGroup.InFlight,
        SpendFate.Reverted or SpendFate.Dead => SpendGroup.Undone,
        SpendFate.Abandoned => SpendGroup.Abandoned,
        SpendFate.NoCode => SpendGroup.NoCode,
        SpendFate.NotShown => SpendGroup.NotShown,
        _ => SpendGroup.Unattributed,
    };

    /// <summary>Spend that went to a change which was deployed, whatever became of it (normalised-deployments.md, section 7: spend tied).</summary>
    public static bool IsTied(SpendFate fate) => fate is SpendFate.Live or SpendFate.Reverted or SpendFate.Dead;
}
