namespace Shiprank.Core.Score.Dora;

/// <summary>What ended the failure of a deployment.</summary>
public enum RestoredBy
{
    /// <summary>The revert came with the deployment itself: what it takes out never ran alone, so there was nothing to restore.</summary>
    Itself,

    /// <summary>A rollback took out what failed.</summary>
    Rollback,

    /// <summary>A deployment of its revert.</summary>
    Revert,

    /// <summary>A deployment of a change that says that it fixes it, or the incident.</summary>
    Fix,

    /// <summary>Its incidents were closed.</summary>
    IncidentClosed,
}

/// <summary>The moment at which the last cause of a failed deployment had ended.</summary>
/// <param name="Id">Of the deployment or incident that ended it.</param>
public sealed record Restoration(DateTimeOffset At, RestoredBy By, string Id);

/// <summary>Why a deployment is rework: unplanned, made to mend what users had got.</summary>
[Flags]
public enum ReworkReasons
{
    None = 0,

    /// <summary>It delivers a change that takes out one which an earlier deployment had delivered.</summary>
    Revert = 1,

    /// <summary>It delivers a change that fixes one which an earlier deployment had delivered, or an incident.</summary>
    Fix = 2,

    /// <summary>It brings back what a rollback had taken out, with changes that are new.</summary>
    AfterRollback = 4,
}
