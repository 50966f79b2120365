using System.Globalization;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>What only a hook has to say.</summary>
internal static class HookSentence
{
    /// <summary>To a person at work, once a session.</summary>
    public static string NoTicket(TicketStanding ticket)
    {
        var what = ticket.Reason switch
        {
            CapReason.NoTicket => "this session names no ticket",
            CapReason.TicketUnknown => $"nobody knows the ticket {ticket.Key}",
            CapReason.TicketClosed => $"ticket {ticket.Key} is closed",
            CapReason.TicketStale => $"what this machine knows of {ticket.Key} is too old",
            _ => $"ticket {ticket.Key} has no owner who works here",
        };
        return $"Shiprank: {what}. Nothing is stopped, and what it costs goes to your own cost centre; `shiprank ticket start KEY-123`, or a branch that names one, puts it where it belongs.";
    }

    /// <summary>Where this machine's own copy is what is old, it says so: the way out is here, not at the server.</summary>
    public static string WithAge(string sentence, CapReason reason, LocalCaps caps, DateTimeOffset now) =>
        reason == CapReason.TicketStale && now - caps.FetchedAt > TimeSpan.FromMinutes(caps.TicketAgeMinutes)
            ? string.Create(CultureInfo.InvariantCulture, $"{sentence} This machine heard of tickets on {caps.FetchedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: `shiprank ticket start` asks anew.")
            : sentence;
}
