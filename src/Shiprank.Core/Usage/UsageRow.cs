namespace Shiprank.Core.Usage;

/// <summary>Where the numbers of a usage row come from. Stored as smallint: values never change.</summary>
public enum UsageQuality : short
{
    /// <summary>Counted by the client or the wire per response.</summary>
    Measured = 0,

    /// <summary>Stated by the vendor (a bill, an admin report).</summary>
    Reported = 1,

    /// <summary>Guessed from something else; never mixed with a measurement.</summary>
    Estimated = 2,

    /// <summary>A difference of two snapshots of a growing total.</summary>
    Rollup = 3,
}

/// <summary>
/// One response (or one turn, where the log has no more) of one agent. Holds counts, ids and times, never text.
/// </summary>
public sealed record UsageRow
{
    /// <summary>Tool id as in the interfaces: <c>claude-code</c>, <c>codex</c>, <c>openclaw</c>, <c>kiro</c>, …</summary>
    public required string Tool { get; init; }

    /// <summary>Identity of the response within its tool, the same in every copy of the log; two rows with one (Tool, Key) are one response.</summary>
    public required string Key { get; init; }

    /// <summary>Instant of the first line of the response, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Session id as the tool writes it; empty when the log has none.</summary>
    public required string Session { get; init; }

    /// <summary>Model name as logged; empty when unknown (then the row is unpriced).</summary>
    public required string Model { get; init; }

    /// <summary>Working directory, else the tool's own name of the project; empty when unknown.</summary>
    public string Project { get; init; } = "";

    public string Branch { get; init; } = "";

    public TokenCounts Tokens { get; init; }

    /// <summary>Vendor credits (their own unit, never tokens); null when the tool does not meter in credits.</summary>
    public decimal? Credits { get; init; }

    /// <summary>USD that the log itself states; null when it states none.</summary>
    public decimal? ReportedCostUsd { get; init; }

    /// <summary>Service tier with a price of its own (<c>fast</c>, <c>priority</c>); empty for the standard one.</summary>
    public string Tier { get; init; } = "";

    public UsageQuality Quality { get; init; }

    /// <summary>True when no human sat before the session (a run).</summary>
    public bool Autonomous { get; init; }

    /// <summary>Person, repository, ticket: only where the source states them (a usage event); else resolved later.</summary>
    public string? Person { get; init; }

    public string? Repository { get; init; }

    public string? Ticket { get; init; }

    /// <summary>What another source may know the same response by, as <see cref="ResponseJoin"/> makes it; 0: none. It is not stored with the row.</summary>
    public long Join { get; init; }
}
