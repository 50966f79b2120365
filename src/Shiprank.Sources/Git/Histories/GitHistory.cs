using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Histories;

/// <summary>
/// What git knows of a repository, and what stands in the way of knowing it all: a shallow clone, a damaged note, a deployed commit that the clone lacks.
/// What the warnings do not name is complete.
/// </summary>
public sealed record GitHistory(RepositoryHistory History, IReadOnlyList<Problem> Warnings)
{
    /// <summary>True when only a <see cref="HistoryTail"/> was read and there is more before it.</summary>
    public bool IsCut { get; init; }
}
