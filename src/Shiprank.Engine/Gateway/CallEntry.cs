using Shiprank.Core.Caps;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Gateway;

/// <summary>What an entry of the journal says of a call. Written as a byte: values never change.</summary>
public enum CallEntryKind : byte
{
    /// <summary>It is about to go upstream, and holds its worst case.</summary>
    Reserved = 1,

    /// <summary>It ended, and the provider told what it used.</summary>
    Settled = 2,

    /// <summary>It ended, or was lost, and nobody told all of what it used.</summary>
    Estimated = 3,

    /// <summary>The provider answered without doing it.</summary>
    Failed = 4,

    /// <summary>It was not made.</summary>
    Refused = 5,

    /// <summary>What a run used of a counter is given back.</summary>
    PutBack = 6,
}

/// <summary>
/// One entry of the journal: ids, counts and times of one call, all of them in each entry, so that none needs another to be understood. Nothing that
/// was asked or answered is in it.
/// </summary>
public sealed record CallEntry
{
    public required CallEntryKind Kind { get; init; }

    /// <summary>Unique for ever.</summary>
    public required string Id { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public required string Run { get; init; }

    public string Session { get; init; } = "";

    public bool Autonomous { get; init; }

    public string Person { get; init; } = "";

    public string Agent { get; init; } = "";

    public string Job { get; init; } = "";

    public string Ticket { get; init; } = "";

    public bool TicketCounts { get; init; }

    public string Repository { get; init; } = "";

    public string Branch { get; init; } = "";

    /// <summary>As it was asked for; of an entry that ended as the provider named it.</summary>
    public string Model { get; init; } = "";

    public string Tier { get; init; } = "";

    /// <summary>What it holds.</summary>
    public CapAmount Worst { get; init; }

    /// <summary>False: its model has no price.</summary>
    public bool Priced { get; init; }

    /// <summary>What counts of it once it has ended; of <see cref="CallEntryKind.PutBack"/> what is given back.</summary>
    public CapAmount Used { get; init; }

    /// <summary>What the provider told.</summary>
    public TokenCounts Tokens { get; init; }

    /// <summary>The provider told all of it.</summary>
    public bool Told { get; init; }

    /// <summary>What it cost by the organisation's prices; null: unpriced.</summary>
    public decimal? Usd { get; init; }

    /// <summary>The provider's id of the answer; empty: none was seen.</summary>
    public string Response { get; init; } = "";

    /// <summary>As <see cref="UsageRow.Join"/>.</summary>
    public long Join { get; init; }

    public CapAction? Action { get; init; }

    public CapReason Reason { get; init; }

    public string Rule { get; init; } = "";

    /// <summary>Those that it holds its worst case on.</summary>
    public IReadOnlyList<CapCounter> Counters { get; init; } = [];
}
