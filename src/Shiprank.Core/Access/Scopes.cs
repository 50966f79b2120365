namespace Shiprank.Core.Access;

/// <summary>What a service token may do. A token can never make another one.</summary>
[Flags]
public enum Scopes : short
{
    None = 0,

    /// <summary>Send usage: OTLP and bundles.</summary>
    Ingest = 1,

    /// <summary>Read what every member may read: groups and outcomes.</summary>
    Read = 2,

    /// <summary>Read money by cost centre.</summary>
    Money = 4,

    /// <summary>Read cells of persons (the score document). Each use is audited.</summary>
    Score = 8,

    /// <summary>Bring people and their teams up to date.</summary>
    People = 16,

    /// <summary>Read the server's own metrics.</summary>
    Metrics = 32,

    /// <summary>Read badges that people chose to show, for a directory.</summary>
    Badges = 64,

    /// <summary>Get work tokens: a person's for that person, a machine's for autonomous runs of a job alone.</summary>
    Work = 128,
}
