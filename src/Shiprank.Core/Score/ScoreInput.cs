using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Score;

/// <summary>Reads the patches of commits of one repository, in the order asked; each once.</summary>
/// <param name="repository">Name of the repository.</param>
/// <param name="commits">Commit and its first parent (null for a root).</param>
public delegate IEnumerable<CommitPatch> PatchReader(string repository, IReadOnlyList<(string Sha, string? Parent)> commits);

/// <summary>Everything that a score is computed from; the same input gives the same score, in whatever order it was gathered.</summary>
public sealed record ScoreInput
{
    public required OrganisationFile Organisation { get; init; }

    /// <summary>Who stands behind names; null: as the organisation file says.</summary>
    public PeopleDirectory? People { get; init; }

    public required IReadOnlyList<RepositoryHistory> Histories { get; init; }

    public required PatchReader Patches { get; init; }

    /// <summary>Events as they stand at as-of.</summary>
    public DeliveryEvents Events { get; init; } = DeliveryEvents.None;

    public UsageEvidence Usage { get; init; } = UsageEvidence.Empty;

    /// <summary>Sessions that had begun at as-of.</summary>
    public IReadOnlyList<WorkSession> Sessions { get; init; } = [];

    /// <summary>What these sessions wrote, as keyed line hashes.</summary>
    public IEnumerable<SessionEdit> Edits { get; init; } = [];

    public Policy Policy { get; init; } = Policy.One;

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Where lines are followed on from; null: from the first change. It changes no result.</summary>
    public CheckpointShelf? Checkpoints { get; init; }
}
