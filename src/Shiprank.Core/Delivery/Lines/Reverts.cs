using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// Which change took which one out, by its subject or by content (normalised-deployments.md, section 4), and when the first lost line came back.
/// </summary>
public sealed class Reverts
{
    private readonly Dictionary<int, List<Revert>> byTarget = [];

    /// <param name="By">The reverting change.</param>
    /// <param name="At">Its time.</param>
    /// <param name="RestoredAt">When the first eligible line that the target lost to it was restored; null while none is.</param>
    public readonly record struct Revert(int By, DateTimeOffset At, DateTimeOffset? RestoredAt);

    /// <summary>True when a revert merged by <paramref name="until"/> holds at that time: nothing of what the change lost to it was restored by then.</summary>
    public bool Holds(int change, DateTimeOffset until) =>
        byTarget.TryGetValue(change, out var list) && list.Exists(r => r.At <= until && !(r.RestoredAt <= until));

    /// <summary>True when a revert was merged by <paramref name="until"/>, live again or not.</summary>
    public bool Happened(int change, DateTimeOffset until) =>
        byTarget.TryGetValue(change, out var list) && list.Exists(r => r.At <= until);

    /// <summary>What took the change out, in order of time.</summary>
    public IReadOnlyList<Revert> Of(int change) => byTarget.TryGetValue(change, out var list) ? list : [];

    /// <summary>Changes that another one took out, with what did.</summary>
    public IEnumerable<(int Change, IReadOnlyList<Revert> Reverts)> All => byTarget.OrderBy(t => t.Key).Select(t => (t.Key, (IReadOnlyList<Revert>)t.Value));

    internal IReadOnlyList<KnownRevert> Known() =>
        [.. byTarget.OrderBy(t => t.Key).SelectMany(t => t.Value.Select(r => new KnownRevert(t.Key, r.By, r.RestoredAt)))];

    internal void Load(IReadOnlyList<KnownRevert> reverts, IReadOnlyList<Change> changes)
    {
        foreach (var revert in reverts)
        {
            if (!byTarget.TryGetValue(revert.Target, out var list)) byTarget[revert.Target] = list = [];
            list.Add(new(revert.By, changes[revert.By].At, revert.RestoredAt));
        }
    }

    internal void Add(int change, int by, DateTimeOffset at)
    {
        if (!byTarget.TryGetValue(change, out var list)) byTarget[change] = list = [];
        if (!list.Exists(r => r.By == by)) list.Add(new(by, at, null));
    }

    internal void Restored(int change, int by, DateTimeOffset at)
    {
        if (!byTarget.TryGetValue(change, out var list)) return;
        var index = list.FindIndex(r => r.By == by);
        if (index >= 0 && list[index].RestoredAt is null) list[index] = list[index] with { RestoredAt = at };
    }
}
