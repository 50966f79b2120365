using Shiprank.Core.Organisation;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>
/// What happened to the changes of a repository in one service: when each was delivered first, what was rolled back, what was there before
/// the first deployment known (normalised-deployments.md, section 3).
/// </summary>
public sealed class ServiceTimeline
{
    private readonly DateTimeOffset?[] deliveredAt;
    private readonly bool[] onMerge;
    private readonly bool[] before;
    private readonly Dictionary<int, List<int>> rollbacks = [];

    internal ServiceTimeline(ServiceEntry service, DeploymentMode mode, int changes)
    {
        Service = service;
        Mode = mode;
        deliveredAt = new DateTimeOffset?[changes];
        onMerge = new bool[changes];
        before = new bool[changes];
    }

    public ServiceEntry Service { get; }

    /// <summary>The mode in force: never <see cref="DeploymentMode.Auto"/>.</summary>
    public DeploymentMode Mode { get; }

    public List<Deployment> Deployments { get; } = [];

    /// <summary>The first roll-out known; null where merges stand for deployments.</summary>
    public DateTimeOffset? FirstRollOut => Deployments.Find(d => !(d.Delivered is [var only] && CountsOnMerge(only)))?.At;

    /// <summary>First deployment of the change in the service, null while there is none.</summary>
    public DateTimeOffset? DeliveredAt(int change) => deliveredAt[change];

    /// <summary>True when the change counts on the day of its merge.</summary>
    public bool CountsOnMerge(int change) => onMerge[change];

    /// <summary>True when the change was live before the first deployment known and no deployment delivers it.</summary>
    public bool IsBaseline(int change) => before[change];

    /// <summary>True when the last rollback by <paramref name="until"/> that took the change out is followed by no deployment by then that contains it.</summary>
    public bool IsRolledBack(int change, DateTimeOffset until)
    {
        if (!rollbacks.TryGetValue(change, out var positions)) return false;
        var last = positions.FindLast(p => Deployments[p].At <= until);
        if (positions.Count == 0 || Deployments[positions[0]].At > until) return false;
        return !ContainedAfter(change, last, until);
    }

    /// <summary>True when a rollback by <paramref name="until"/> took the change out and it was not live again within <paramref name="retry"/>.</summary>
    public bool WasRolledBack(int change, DateTimeOffset until, TimeSpan retry) =>
        rollbacks.TryGetValue(change, out var positions)
        && positions.Exists(p => Deployments[p].At <= until && !ContainedAfter(change, p, Deployments[p].At + retry));

    internal void Deliver(int change, DateTimeOffset at, bool merge)
    {
        deliveredAt[change] = at;
        onMerge[change] = merge;
    }

    internal void LeaveAtBaseline(int change) => before[change] = true;

    internal void TakeOut(int change, int position)
    {
        if (!rollbacks.TryGetValue(change, out var positions)) rollbacks[change] = positions = [];
        positions.Add(position);
    }

    private bool ContainedAfter(int change, int position, DateTimeOffset until)
    {
        for (var i = position + 1; i < Deployments.Count && Deployments[i].At <= until; i++)
        {
            if (Deployments[i].Has(change)) return true;
        }

        return false;
    }
}
