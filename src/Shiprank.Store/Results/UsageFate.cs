using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Usage;

namespace Shiprank.Store;

/// <summary>What one part of a usage row's money became. The parts of a row sum to its cost; the row's response counts with the first of them.</summary>
/// <param name="RowKey">Of <see cref="StoredUsage"/>.</param>
/// <param name="Change">The change that it served; null where the fate has none.</param>
/// <param name="CostNano">Nano-USD; 0 for an unpriced row.</param>
public readonly record struct UsageFate(Guid RowKey, SpendFate Fate, ChangeRef? Change, long CostNano)
{
    /// <summary>How the row's session is known to belong to the change.</summary>
    public LinkEvidence Evidence { get; init; } = LinkEvidence.None;

    /// <summary>Repository that the row itself belongs to, by its name in the organisation file; null when none is known.</summary>
    public string? Repository { get; init; }

    /// <summary>Tokens and credits of the part, of all parts of a row or of none; null: the first has all of the row's.</summary>
    public PartAmount? Amount { get; init; }
}

/// <summary>What a part has of its row besides money. Each of its numbers sums over the parts to that of the row.</summary>
/// <param name="CreditsNano">Null where the row has no credits.</param>
public sealed record PartAmount(TokenCounts Tokens, long? CreditsNano);

/// <summary>A change by the name that lasts: the sha of its commit on the first-parent line.</summary>
public readonly record struct ChangeRef(string Repository, string Sha);
