using Shiprank.Core.Usage;

namespace Shiprank.Core.Caps;

/// <summary>What an entry of a run's trace tells. Stored as smallint: values never change.</summary>
public enum CapEventKind : short
{
    /// <summary>A call of a model whose usage the provider told.</summary>
    Settled = 0,

    /// <summary>A call whose usage nobody told (cut off, killed): charged as reserved.</summary>
    Estimated = 1,

    /// <summary>A call that was not made.</summary>
    Refused = 2,

    /// <summary>A call of a tool that a hook saw.</summary>
    Step = 3,

    /// <summary>The run ended.</summary>
    Ended = 4,

    /// <summary>A call that the provider answered without doing it (429, 5xx): it cost nothing.</summary>
    Failed = 5,
}

/// <summary>Where a run was seen.</summary>
public enum CapPlace : short
{
    Gateway = 0,
    Hook = 1,

    /// <summary><c>shiprank run</c>.</summary>
    Command = 2,
}

/// <summary>One entry of a run's trace: ids, counts, times, never what was written. Two entries with one id are one.</summary>
public sealed record CapEvent
{
    /// <summary>Unique for ever: what was written twice counts once.</summary>
    public required string Id { get; init; }

    public required CapEventKind Kind { get; init; }

    public required CapPlace Place { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required string Run { get; init; }

    /// <summary>The client's own session id; empty: none known.</summary>
    public string Session { get; init; } = "";

    public bool Autonomous { get; init; }

    public string Person { get; init; } = "";

    public string Agent { get; init; } = "";

    public string Job { get; init; } = "";

    public string Ticket { get; init; } = "";

    /// <summary>Whether the ticket counted then.</summary>
    public bool TicketCounts { get; init; }

    public string Repository { get; init; } = "";

    public string Branch { get; init; } = "";

    public string Model { get; init; } = "";

    /// <summary>Of a step: the tool's name as the client has it.</summary>
    public string Step { get; init; } = "";

    public TokenCounts Tokens { get; init; }

    /// <summary>USD; null: unpriced. Of a refused call what it would have cost at most.</summary>
    public decimal? Usd { get; init; }

    /// <summary>What was reserved for it, USD; null: unpriced.</summary>
    public decimal? ReservedUsd { get; init; }

    /// <summary>What was done, where a rule fired.</summary>
    public CapAction? Action { get; init; }

    public CapReason Reason { get; init; }

    /// <summary>Name of the rule that decided; <see cref="CapCounter.Grace"/>; empty: none fired.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Of a step: files that it was the first of the run to touch.</summary>
    public int NewFiles { get; init; }

    /// <summary>Of a step or an end: it failed; of <c>shiprank run</c> the exit code.</summary>
    public int ExitCode { get; init; }
}
