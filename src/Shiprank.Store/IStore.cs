using Shiprank.Core.Usage;

namespace Shiprank.Store;

/// <summary>
/// All that the engine may ask of a store. Every call that writes is atomic: it stands whole once it returns, and a process killed
/// before that leaves nothing of it. Calls may come from several threads; writers take turns, readers see the store as it stood when they began.
/// A disk that fails is an <see cref="IOException"/>, a cancelled call an <see cref="OperationCanceledException"/>; neither changes anything.
/// </summary>
public interface IStore : IDisposable
{
    InstallationKey Key { get; }

    /// <summary>True when a batch of this hash was taken: reading its source again is of no use.</summary>
    bool HasBatch(Guid contentHash);

    /// <summary>Takes a batch of usage. The same rows in any order, in any cut, any number of times, give the same store.</summary>
    AddedUsage AddUsage(UsageBatch batch, CancellationToken cancel = default);

    /// <summary>Rows in the order of time (milliseconds, then identity).</summary>
    IEnumerable<StoredUsage> ReadUsage(UsageFilter filter, CancellationToken cancel = default);
}
