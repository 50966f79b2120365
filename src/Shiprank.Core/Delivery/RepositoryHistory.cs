namespace Shiprank.Core.Delivery;

/// <summary>
/// What git knows of one repository, without patches. <see cref="Commits"/> holds every commit reachable from the head of the default
/// branch and from any tag, parents before children; <see cref="FirstParents"/> the shas of the default branch's first-parent line, oldest first.
/// </summary>
public sealed record RepositoryHistory
{
    public required string Repository { get; init; }

    public required IReadOnlyList<Commit> Commits { get; init; }

    public required IReadOnlyList<string> FirstParents { get; init; }

    public IReadOnlyList<GitTag> Tags { get; init; } = [];

    public IReadOnlyList<LineRecord> LineRecords { get; init; } = [];

    /// <summary>Entire's checkpoints by id; empty when their branch is not in the clone.</summary>
    public IReadOnlyList<CheckpointRecord> Checkpoints { get; init; } = [];

    /// <summary>
    /// <c>git patch-id --stable</c>, sha → id, of the off-branch non-merge commits of tags and deployments and of the first-parent changes against their first parent,
    /// of both only those that touch the same paths as one of the other side (others have no equal). Empty when no tag or deployment lies off the default branch.
    /// </summary>
    public IReadOnlyDictionary<string, string> PatchIds { get; init; } = new Dictionary<string, string>();

    /// <summary>Digest of what the clone puts in the place of objects and parents; 0 when it replaces nothing. Patches read under another one may differ.</summary>
    public ulong Replacements { get; init; }
}
