using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Proof.World;

/// <summary>What a request does to the code.</summary>
internal enum WorkKind
{
    /// <summary>Adds lines.</summary>
    Write,

    /// <summary>Replaces lines of another request by new ones.</summary>
    Rework,

    /// <summary>Deletes old lines.</summary>
    Clear,

    /// <summary>Takes all of another request out, and says so.</summary>
    Revert,

    /// <summary>Adds a block that stands in another file already.</summary>
    Copy,

    /// <summary>Adds what another request took out, in another file.</summary>
    PutIn,

    /// <summary>Adds what another request had added and a third took out, in the same file.</summary>
    Restore,

    /// <summary>Replaces old lines by new ones.</summary>
    Respell,
}

/// <summary>A request that somebody means to make: its author, its times, what it does, and how it is judged.</summary>
internal sealed record Plan
{
    /// <summary>Of the request in its repository; the sha and the place of its lines come from it.</summary>
    public required int Number { get; init; }

    public required string Sha { get; init; }

    /// <summary>Index of the engineer.</summary>
    public required int Author { get; init; }

    public required WorkKind Kind { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Null while it is not merged.</summary>
    public DateTimeOffset? MergedAt { get; init; }

    /// <summary>Closed without a merge.</summary>
    public DateTimeOffset? RejectedAt { get; init; }

    public required MessageFacts Message { get; init; }

    /// <summary>Lines that it adds, the trivial ones too.</summary>
    public LineText[] Lines { get; init; } = [];

    /// <summary>Number of the request that it is a part of; 0: it is whole.</summary>
    public int PartOf { get; init; }

    /// <summary>What its lines are known by: later work on the whole finds those of each part.</summary>
    public int Mark => PartOf > 0 ? PartOf : Number;

    /// <summary>Lines that count, of those that it adds.</summary>
    public int Counting => Lines.Count(l => l.Alnum >= 4);

    /// <summary>Number of the request that it is about.</summary>
    public int Of { get; init; }

    /// <summary>Lines that it takes.</summary>
    public int Take { get; init; }

    /// <summary>Who approved it.</summary>
    public int? Reviewer { get; init; }

    /// <summary>How long before the merge the approval came.</summary>
    public TimeSpan ApprovedBefore { get; init; }

    /// <summary>The agent's session that wrote the first <see cref="AgentLines"/> lines; empty: none.</summary>
    public string Session { get; init; } = "";

    public int AgentLines { get; init; }

    /// <summary>Severity of the incident that it causes; null: none.</summary>
    public int? Incident { get; init; }

    public IReadOnlyList<string> Tickets { get; init; } = [];

    public bool IsMerged => MergedAt is not null;
}
