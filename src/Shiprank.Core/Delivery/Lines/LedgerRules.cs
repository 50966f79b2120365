using Shiprank.Core.Attribution;
using Shiprank.Core.Score;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>What the ledger asks of the rest of the score while it follows the lines.</summary>
public sealed record LedgerRules
{
    /// <summary>Follows lines and nothing else: one service, nothing excluded, delivered, recorded or reverted.</summary>
    public static readonly LedgerRules LinesAlone = new()
    {
        IsExcluded = (_, _) => false,
        ServiceOf = _ => 0,
        DeliveredAt = (_, _) => null,
        IsRolledBack = (_, _, _) => false,
        HasSplit = _ => true,
        EvidenceOf = (_, _, _) => null,
        RevertTarget = _ => -1,
        MinAlnum = Policy.One.MinAlnum,
        Survival = TimeSpan.FromDays(Policy.One.SurvivalDays),
        Restore = TimeSpan.FromDays(Policy.One.RestoreDays),
        OldLine = TimeSpan.FromDays(Policy.One.OldLineDays),
    };

    /// <summary>Paths that count for nothing (normalised-deployments.md, section 2, rule 1).</summary>
    public required Func<string, FileTraits, bool> IsExcluded { get; init; }

    public required Func<string, int> ServiceOf { get; init; }

    /// <summary>First deployment of a change in a service; null while there is none.</summary>
    public required Func<int, int, DateTimeOffset?> DeliveredAt { get; init; }

    /// <summary>True when the change was rolled back in the service and not live again by a time.</summary>
    public required Func<int, int, DateTimeOffset, bool> IsRolledBack { get; init; }

    /// <summary>False for a commit by bots alone: what it adds and deletes counts for nothing.</summary>
    public required Func<int, bool> HasSplit { get; init; }

    /// <summary>
    /// What a line record says of an added line of a commit, by commit, path and line number in the commit's own tree: Recorded or Human;
    /// null = as the commit's marks say, which is asked when the line is judged.
    /// </summary>
    public required Func<int, string, int, Evidence?> EvidenceOf { get; init; }

    /// <summary>A digest of all line records of a commit that <see cref="EvidenceOf"/> may speak of; 0 when there are none.</summary>
    public Func<int, UInt128> RecordsOf { get; init; } = _ => 0;

    /// <summary>The change that a change reverts by its subject; −1 when it is no revert or resolves to none.</summary>
    public required Func<int, int> RevertTarget { get; init; }

    public required int MinAlnum { get; init; }

    public required TimeSpan Survival { get; init; }

    public required TimeSpan Restore { get; init; }

    public required TimeSpan OldLine { get; init; }

    /// <summary>Lines that make a block, for copies and for moves over changes; 0: neither is looked for (policy 1).</summary>
    public int BlockLines { get; init; }

    /// <summary>How long a block that died may take to come back in another file, and a copy to outlive what it was copied from.</summary>
    public TimeSpan MoveAcross { get; init; }

    /// <summary>Off only to compare ownership with <c>git blame</c>, which knows no moves.</summary>
    public bool Moves { get; init; } = true;

    /// <summary>Off only to compare ownership with <c>git blame</c>, which knows no restores.</summary>
    public bool Restores { get; init; } = true;
}
