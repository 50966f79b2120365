namespace Shiprank.Core.Delivery.Lines;

/// <summary>An old line that a change deletes and that counts unless it comes back in time (normalised-deployments.md, section 2).</summary>
/// <param name="Change">The deleting change.</param>
/// <param name="Commit">Commit that its credit comes from; −1 for a line that no branch commit deletes.</param>
/// <param name="Service">Service of the path it was deleted from.</param>
internal struct Deletion(int change, int commit, short service)
{
    public readonly int Change = change;
    public readonly int Commit = commit;
    public readonly short Service = service;
    public DateTimeOffset? RestoredAt;

    /// <summary>True when nothing brought the line back by the end of the change's horizon.</summary>
    public readonly bool CountsAt(DateTimeOffset until) => !(RestoredAt <= until);
}
