using Shiprank.Core;

namespace Shiprank.Engine.Sync;

/// <summary>What a server is to look at anew.</summary>
/// <param name="Homes">Usage sources with a path.</param>
/// <param name="Repositories">By name; names that the organisation file lacks are passed over.</param>
public sealed record RefreshOrder(bool Homes, IReadOnlyCollection<string> Repositories)
{
    /// <summary>Scores even if nothing is known to have changed: somebody else wrote to the store.</summary>
    public bool Rescore { get; init; }

    /// <summary>Problems that were met on the way here.</summary>
    public IReadOnlyList<Problem> Before { get; init; } = [];

    /// <summary>Stands in the log of syncs as the count <see cref="SyncIds.Count"/>; a run that was asked for is logged even if nothing was new.</summary>
    public long? Id { get; init; }
}
