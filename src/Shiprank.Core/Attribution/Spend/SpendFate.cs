using Shiprank.Core.Score;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>What a usage row bought: each row has exactly one, or one a change that it served. Stored as smallint: values never change.</summary>
public enum SpendFate : short
{
    /// <summary>In a deployed change of which something is alive (what was live before the first deployment known is deployed too).</summary>
    Live = 0,

    /// <summary>In a change that was reverted or rolled back.</summary>
    Reverted = 1,

    /// <summary>In a deployed change of which nothing was alive at the horizon.</summary>
    Dead = 2,

    /// <summary>In a change that is merged and not deployed.</summary>
    Merged = 3,

    /// <summary>Edits that no change contains, younger than 30 days.</summary>
    Open = 4,

    /// <summary>Edits that no change contains, 30 days old or more.</summary>
    Abandoned = 5,

    /// <summary>The session edited nothing: questions, reading, review.</summary>
    NoCode = 6,

    /// <summary>No person, no repository, or a log that does not tell of edits; and no link to a change.</summary>
    Unattributed = 7,

    /// <summary>What became of it is not shown: the people behind it are too few. Pages alone have it, no row is stored with it.</summary>
    NotShown = 8,
}

/// <summary>How a session is known to belong to a change, strongest first.</summary>
public enum LinkEvidence
{
    /// <summary>A trailer of a commit names the session, or a checkpoint that has it.</summary>
    Session = 0,

    /// <summary>A git-ai note of a commit has the session's key.</summary>
    Note = 1,

    /// <summary>A commit adds lines that the session wrote, in the same path.</summary>
    Content = 2,

    /// <summary>Same repository, branch and person, within 4 hours, with a file in common.</summary>
    Window = 3,

    /// <summary>No link.</summary>
    None = 4,
}

public static class SpendFates
{
    /// <summary>As documents and records spell it.</summary>
    public static string Name(SpendFate fate) => fate switch
    {
        SpendFate.Live => "live",
        SpendFate.Reverted => "reverted",
        SpendFate.Dead => "dead",
        SpendFate.Merged => "merged",
        SpendFate.Open => "open",
        SpendFate.Abandoned => "abandoned",
        SpendFate.NoCode => "no_code",
        SpendFate.NotShown => "not_shown",
        _ => "unattributed",
    };

    public static SpendFate Of(ChangeFate fate) => fate switch
    {
        ChangeFate.Live or ChangeFate.Baseline => SpendFate.Live,
        ChangeFate.Reverted or ChangeFate.RolledBack => SpendFate.Reverted,
        ChangeFate.Dead => SpendFate.Dead,
        _ => SpendFate.Merged,
    };
}
