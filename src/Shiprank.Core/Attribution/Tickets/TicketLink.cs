using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution.Tickets;

/// <summary>Where a ticket's key was found.</summary>
public enum TicketPlace : short
{
    /// <summary>The branch that a change was made on.</summary>
    Branch = 0,

    /// <summary>Title or description of its request.</summary>
    Request = 1,

    /// <summary>A commit's message: subject, body or trailer.</summary>
    Message = 2,

    /// <summary>Stated by the source of the session's usage.</summary>
    Session = 3,

    /// <summary>A branch that the session worked on.</summary>
    SessionBranch = 4,
}

/// <summary>A ticket that a change or a session names.</summary>
/// <param name="Key">Upper case; of a forge's issue the repository's name and the number: <c>shop#12</c>.</param>
/// <param name="Places">Each once, in the order of the enum.</param>
/// <param name="Item">Owner and status at that time; null when no source knows the key.</param>
public sealed record TicketLink(string Key, IReadOnlyList<TicketPlace> Places, WorkItemState? Item)
{
    /// <summary>One row a key, in order of appearance, with all the places where it was found; the first that knows the ticket says how it stood.</summary>
    public static IReadOnlyList<TicketLink> Joined(IEnumerable<TicketLink> links) =>
    [
        .. links.GroupBy(l => l.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new TicketLink(g.First().Key, [.. g.SelectMany(l => l.Places).Distinct().Order()], g.Select(l => l.Item).FirstOrDefault(i => i is not null))),
    ];
}

/// <param name="At">When the change was merged: the tickets are as they were then.</param>
public sealed record ChangeTickets(string Repository, string Sha, DateTimeOffset At, IReadOnlyList<TicketLink> Tickets);

/// <param name="At">When the session began: the tickets are as they were then.</param>
public sealed record SessionTickets(SessionId Session, DateTimeOffset At, IReadOnlyList<TicketLink> Tickets);
