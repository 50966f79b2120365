namespace Shiprank.Core.Delivery.Deployments;

public enum DeploymentKind : short
{
    Delivery = 0,
    Rollback = 1,
    Redeployment = 2,
    Baseline = 3,
}

/// <summary>One deployment of a service, in the order of the service.</summary>
/// <param name="Id">The event's id, the tag's name, or the change's sha where the merge itself is the deployment.</param>
/// <param name="Sha">What was deployed.</param>
/// <param name="At">Finish time, tag time or merge time.</param>
/// <param name="Contains">Changes up to this index are in it (−1: none).</param>
/// <param name="Picked">Further changes that it contains by patch-id or <c>cherry picked from</c>.</param>
/// <param name="Delivered">Changes that it delivers, whether they touch the service or not, by index.</param>
/// <param name="TakenOut">Changes that it rolls back, by index.</param>
public sealed record Deployment(
    string Id,
    string Sha,
    DateTimeOffset At,
    DeploymentKind Kind,
    int Contains,
    IReadOnlySet<int> Picked,
    IReadOnlyList<int> Delivered,
    IReadOnlyList<int> TakenOut)
{
    public bool Has(int change) => change <= Contains || Picked.Contains(change);
}
