namespace Shiprank.Core.Attribution;

/// <summary>What a piece of spend became: the main cut of money. Stored as smallint: values never change.</summary>
public enum SpendFate : short
{
    /// <summary>In a deployed change, judged alive.</summary>
    Live = 0,

    /// <summary>In a change rolled back or reverted.</summary>
    RolledBackOrReverted = 1,

    /// <summary>Deployed, died within the horizon.</summary>
    Dead = 2,

    /// <summary>Merged, not deployed.</summary>
    Merged = 3,

    /// <summary>Unmerged for less than 30 days.</summary>
    Open = 4,

    /// <summary>Unmerged for 30 days and more.</summary>
    Abandoned = 5,

    /// <summary>The session edited nothing: questions, reading, review.</summary>
    NoCode = 6,

    Unattributed = 7,
}
