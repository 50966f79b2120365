namespace Shiprank.Core.Attribution;

/// <summary>What is known of the AI part of a line, strongest first (normalised-deployments.md, section 6). Stored as smallint: values never change.</summary>
public enum Evidence : byte
{
    Recorded = 0,
    Human = 1,
    AgentAuthored = 2,
    Session = 3,
    Trailer = 4,
    Weak = 5,
    Unknown = 6,

    /// <summary>The author is covered by a usage source and had no usage: no AI.</summary>
    None = 7,

    /// <summary>A line of a merge that no branch commit adds: it is left out of the means.</summary>
    Absent = 8,
}

public static class EvidenceNames
{
    private static readonly string[] Names = ["recorded", "human", "agent-authored", "session", "trailer", "weak", "unknown", "none", ""];

    public static string Name(this Evidence evidence) => Names[(int)evidence];
}
