namespace Shiprank.Core.Caps.Runs;

/// <summary>Where a run stands.</summary>
public enum CapRunState
{
    /// <summary>It did something in the last minutes and no end was told.</summary>
    Running,

    /// <summary>It ended by itself, or nothing was heard of it for so long that it must have.</summary>
    Ended,

    /// <summary>The last that was said to it is that it goes no further.</summary>
    Stopped,

    /// <summary>Stopped for want of a ticket that counts, not ended, less than a day ago: it goes on when it gets one.</summary>
    WaitsForTicket,
}

/// <summary>What a run cost.</summary>
/// <param name="Measured">USD of calls whose usage the provider told.</param>
/// <param name="Estimated">USD of calls that nobody told the usage of, at what was reserved for them. Never added to the measured without saying so.</param>
/// <param name="Unpriced">Calls without a price, which are in neither.</param>
/// <param name="OfUsage">No gateway saw the run: it is what the ledger of usage holds for its session.</param>
public readonly record struct RunCost(decimal Measured, decimal Estimated, long Unpriced, bool OfUsage)
{
    /// <summary>Both: what limits were counted by.</summary>
    public decimal Both => Measured + Estimated;
}

/// <summary>A run as its trace tells it.</summary>
public sealed record CapRun
{
    public required string Run { get; init; }

    /// <summary>What it is a run of: its job's name, else tool and repository (<c>codex in shop</c>).</summary>
    public required string Loop { get; init; }

    /// <summary>As the trace has it; empty: it is of no job.</summary>
    public string Job { get; init; } = "";

    public string Agent { get; init; } = "";

    public IReadOnlyList<string> Sessions { get; init; } = [];

    public string Repository { get; init; } = "";

    public IReadOnlyList<string> Branches { get; init; } = [];

    /// <summary>The last that it named; empty: none.</summary>
    public string Ticket { get; init; } = "";

    /// <summary>Whether that counted then.</summary>
    public bool TicketCounts { get; init; }

    public bool Autonomous { get; init; }

    /// <summary>Whose it was; empty: nobody's.</summary>
    public string Person { get; init; } = "";

    public required DateTimeOffset Began { get; init; }

    /// <summary>The end of the last that it did or was told.</summary>
    public required DateTimeOffset Last { get; init; }

    /// <summary>The end of the last that went on; null: nothing did.</summary>
    public DateTimeOffset? Active { get; init; }

    /// <summary>Calls of a model that were made.</summary>
    public long Calls { get; init; }

    /// <summary>Those among them that cost something.</summary>
    public long PaidCalls { get; init; }

    /// <summary>Calls of tools.</summary>
    public long Steps { get; init; }

    /// <summary>Calls that were not made.</summary>
    public long Refused { get; init; }

    public RunCost Cost { get; init; }

    public long Tokens { get; init; }

    /// <summary>Files that it touched, as far as hooks saw.</summary>
    public long Files { get; init; }

    public required CapRunState State { get; init; }

    /// <summary>When it was stopped: with the last that went on, else with the first that did not; null: it is not.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Why, of a run that is stopped or waits.</summary>
    public CapReason Reason { get; init; }

    /// <summary>The rule that decided; <see cref="CapCounter.Grace"/>; empty: none.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Of <c>shiprank run</c>; 0: it went well, or nobody told.</summary>
    public int ExitCode { get; init; }

    public bool IsStopped => State is CapRunState.Stopped or CapRunState.WaitsForTicket;

    /// <summary>USD, measured and estimated; null: nothing of it has a price, or only hooks saw the run and no log of its session has come.</summary>
    public decimal? Spent => PaidCalls > 0 ? Cost.Unpriced == PaidCalls ? null : Cost.Both : Steps > 0 ? null : 0;

    /// <summary>Something was done, so that there is something to ask a result of.</summary>
    public bool DidSomething => Active is not null;

    public static bool IsOfTicket(CapReason reason) => reason is >= CapReason.NoTicket and <= CapReason.TicketStale;
}
