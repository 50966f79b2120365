using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Documents;

/// <summary>How documents and texts spell what is known of a ticket.</summary>
public static class TicketText
{
    public static string Place(TicketPlace place) => place switch
    {
        TicketPlace.Branch => "branch",
        TicketPlace.Request => "request",
        TicketPlace.Message => "message",
        TicketPlace.Session => "session",
        _ => "session_branch",
    };

    /// <summary>As events spell it (docs/reference/events.md).</summary>
    public static string Status(WorkItemStatus status) => status switch
    {
        WorkItemStatus.Open => "open",
        WorkItemStatus.InProgress => "in_progress",
        WorkItemStatus.Done => "done",
        _ => "cancelled",
    };
}
