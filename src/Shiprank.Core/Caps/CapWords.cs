namespace Shiprank.Core.Caps;

/// <summary>Whom a rule is about: runs that nobody sits before, people at work, or both.</summary>
public enum CapWhen : short
{
    Autonomous = 0,
    Attended = 1,
    Any = 2,
}

/// <summary>What a limit counts. Steps are calls: of a model at the gateway, of a tool in a hook. Minutes are a run's wall time.</summary>
public enum CapUnit : short
{
    Usd = 0,
    Credits = 1,
    Tokens = 2,
    Steps = 3,
    Minutes = 4,
}

/// <summary>What a limit is for: one run, a UTC day, a UTC calendar month.</summary>
public enum CapPer : short
{
    Run = 0,
    Day = 1,
    Month = 2,
}

/// <summary>What is done at a limit, from the mildest to the strongest. Stored as smallint: values never change.</summary>
public enum CapAction : short
{
    /// <summary>It goes on, and is told.</summary>
    Tell = 0,

    /// <summary>It goes on when it names a ticket that is open and has an owner.</summary>
    Ask = 1,

    /// <summary>Each further call waits; never one of an attended person.</summary>
    Slow = 2,

    /// <summary>No further call is made.</summary>
    Stop = 3,
}

/// <summary>What a rule selects by, and what its counters may be kept apart by.</summary>
public enum CapPart : short
{
    Person = 0,
    Team = 1,

    /// <summary>The tool: <c>claude-code</c>, <c>codex</c>, …</summary>
    Agent = 2,
    Ticket = 3,
    Repository = 4,

    /// <summary>A job of CI, or a bot, by its name.</summary>
    Job = 5,
    Model = 6,
}

/// <summary>Why a call may go on or not. Stored as smallint: values never change.</summary>
public enum CapReason : short
{
    Within = 0,
    OverCap = 1,

    /// <summary>No ticket is named, and what a run may use without one is used up.</summary>
    NoTicket = 2,
    TicketUnknown = 3,
    TicketClosed = 4,
    TicketNotOwned = 5,

    /// <summary>Its owner is nobody of the organisation, or has left.</summary>
    OwnerGone = 6,

    /// <summary>What is known of tickets is too old to go by.</summary>
    TicketStale = 7,

    /// <summary>The calls repeat themselves without a result.</summary>
    Loop = 8,

    /// <summary>The model has no price, so that nobody can tell what a call would cost at most.</summary>
    Unpriced = 9,

    /// <summary>The token is forged, expired or another organisation's.</summary>
    TokenRefused = 10,

    /// <summary>Calls can't be written down at the moment, and the allowance for that time is used up.</summary>
    Outage = 11,
}
