using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Caps;

/// <summary>
/// Which tickets count now: what the organisation's ticket systems said last. It is made whenever they were read, so that nobody who is about to work
/// waits for one of them.
/// </summary>
/// <param name="asOf">When they were last heard of.</param>
public sealed class TicketBook(WorkItemHistory items, PeopleDirectory people, IReadOnlySet<string> active, DateTimeOffset? asOf)
{
    public DateTimeOffset? AsOf => asOf;

    /// <summary>Every key that is known, open or not.</summary>
    public IEnumerable<string> Keys => items.Keys;

    /// <summary>Who pays for a ticket; null when it names nobody, or is not known.</summary>
    public string? CostCentre(string key, DateTimeOffset now) => items.At(key, now)?.Item.CostCentre is { Length: > 0 } centre ? centre : null;

    /// <param name="key">As somebody wrote it; blank: none is named.</param>
    /// <param name="age">How old what is known may be.</param>
    public TicketStanding Of(string? key, DateTimeOffset now, TimeSpan age)
    {
        if (string.IsNullOrWhiteSpace(key)) return TicketStanding.Unnamed;
        var named = key.Trim();
        if (!named.Contains('#')) named = named.ToUpperInvariant();
        if (items.At(named, now) is not { } state) return new(named, CapReason.TicketUnknown, null, asOf);
        if (asOf is not { } heard || now - heard > age) return new(named, CapReason.TicketStale, null, asOf);
        if (state.Item.Status is WorkItemStatus.Done or WorkItemStatus.Cancelled) return new(named, CapReason.TicketClosed, null, asOf);
        if (string.IsNullOrWhiteSpace(state.Item.Owner)) return new(named, CapReason.TicketNotOwned, null, asOf);
        var owner = people.Named(state.Item.Owner).Id;
        return active.Contains(owner) ? new(named, CapReason.Within, owner, asOf) : new(named, CapReason.OwnerGone, null, asOf);
    }
}
