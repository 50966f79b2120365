using Shiprank.Core.Score;

namespace Shiprank.Core.Signals.Delivery;

/// <summary>A merged change as rules see it, over all its services.</summary>
public sealed record ChangeFact
{
    public required string Repository { get; init; }

    public required string Sha { get; init; }

    /// <summary>Who has the greatest part of it, of equal ones the first by id; null: nobody but bots.</summary>
    public required string? Author { get; init; }

    /// <summary>All who have a part of it, by id.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>Author time of its first commit.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its request was opened; null: no event tells.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    public int? Request { get; init; }

    /// <summary>Eligible lines added, and old ones deleted.</summary>
    public int Eligible { get; init; }

    public int Deleted { get; init; }

    /// <summary>Lines that it adds or deletes in files that count for nothing, lock files apart: data, snapshots, generated code.</summary>
    public int Beside { get; init; }

    /// <summary>Numbers of the files that it touches; the same number is the same file.</summary>
    public IReadOnlyList<int> Files { get; init; } = [];

    /// <summary>Keys of tickets that it names.</summary>
    public IReadOnlyList<string> Tickets { get; init; } = [];

    /// <summary>Its reviews are known, none included.</summary>
    public bool ReviewKnown { get; init; }

    /// <summary>Who approved it before it was merged, its people apart, in order of time.</summary>
    public IReadOnlyList<ApprovalFact> Approvals { get; init; } = [];

    /// <summary>It says itself that an agent had part in it: author, trailer, footer or note.</summary>
    public bool Claims { get; init; }

    /// <summary>Lines of metered sessions that it was the first to add.</summary>
    public int MatchedLines { get; init; }

    /// <summary>A metered session is linked to it.</summary>
    public bool Metered { get; init; }

    /// <summary>Sha of the change that it takes out by its subject; null: none.</summary>
    public string? Reverts { get; init; }

    /// <summary>It takes another change out, or puts one back, by its subject.</summary>
    public bool IsUndoing => Reverts is not null;

    /// <summary>Changes that took it out, by subject or by content.</summary>
    public IReadOnlyList<string> RevertedBy { get; init; } = [];

    /// <summary>Substantive lines that it added and did not move.</summary>
    public int Lines { get; init; }

    /// <summary>Those of them that its own author took out again within <see cref="DeliveryFacts.ReworkDays"/>, reverts apart.</summary>
    public int OwnRework { get; init; }

    public ChangeFate Fate { get; init; }

    /// <summary>Eligible lines and old ones deleted: what a reader would call its size.</summary>
    public int Size => Eligible + Deleted;

    public (string Repository, string Sha) Id => (Repository, Sha);

    public DateOnly Day => DateOnly.FromDateTime(MergedAt.UtcDateTime);
}

public readonly record struct ApprovalFact(string Person, DateTimeOffset At);
