using System.Globalization;

namespace Shiprank.Core.Caps;

/// <summary>
/// What whoever started the call reads: what happened, by which rule, what it takes to go on, when it begins anew and whom to ask. One or two sentences,
/// without anybody's name but the reader's own ticket.
/// </summary>
public static class CapSentence
{
    public static string Of(CapSettings settings, CapCall call, CapVerdict verdict)
    {
        var look = verdict.Deciding;
        var what = look is null ? "" : Figure(look);
        var begin = verdict.Reason switch
        {
            CapReason.NoTicket => $"Shiprank stopped this run before the next call: it names no ticket, and the call could go over what a run may use without one ({what}).",
            CapReason.TicketUnknown => $"Shiprank stopped this run before the next call: nobody knows the ticket {call.Ticket.Key}, and the call could go over what a run may use without one ({what}).",
            CapReason.TicketClosed => $"Shiprank stopped this run before the next call: ticket {call.Ticket.Key} is closed, and the call could go over what a run may use without an open one ({what}).",
            CapReason.TicketNotOwned => $"Shiprank stopped this run before the next call: ticket {call.Ticket.Key} has no owner, and the call could go over what a run may use without one ({what}).",
            CapReason.OwnerGone => $"Shiprank stopped this run before the next call: the owner of ticket {call.Ticket.Key} is nobody who works here, and the call could go over what a run may use without one ({what}).",
            CapReason.TicketStale => $"Shiprank stopped this run before the next call: ticket {call.Ticket.Key} could not be looked up for too long, and the call could go over what a run may use without that ({what}).",
            CapReason.Loop => "Shiprank stopped this run: it repeats the same calls without a result.",
            CapReason.Unpriced => $"Shiprank stopped this run before the next call: {(call.Model.Length > 0 ? $"the model {call.Model}" : "its model")} has no price, so its cap can't be kept.",
            CapReason.TokenRefused => "Shiprank refused this call: its work token is not valid here.",
            CapReason.Outage => "Shiprank can't write calls down at the moment, and what may go on meanwhile is used up.",
            _ => $"Shiprank stopped this run before the next call, which could go over {(look?.Rule is { } rule ? $"the cap \"{rule.Name}\"" : call.Shrunk ? "the allowance of a job whose earlier runs came to nothing" : "its cap")} ({what}).",
        };
        return $"{begin} {WayOut(settings, call, verdict)}".TrimEnd();
    }

    /// <summary>What is told of a call that goes on all the same.</summary>
    public static string Told(CapVerdict verdict)
    {
        if (verdict.Deciding is not { } look) return "";
        var cap = look.Rule is { } rule ? $"the cap \"{rule.Name}\"" : "what may be used without an owned ticket";
        return look.Reason == CapReason.Unpriced ? $"Shiprank: {cap} can't be kept, because the model has no price." : verdict.Action == CapAction.Slow ? $"Shiprank slows this run: {cap} is reached ({Figure(look)})." : $"Shiprank: {cap} is reached ({Figure(look)}); the call goes on.";
    }

    /// <summary>As much as is used, and the limit: <c>$4.87 of $5.00</c>.</summary>
    public static string Figure(CapLook look) => Amount(look.Used, look.Limit, look.Unit);

    public static string Amount(decimal used, decimal limit, CapUnit unit) => unit switch
    {
        CapUnit.Usd => string.Create(CultureInfo.InvariantCulture, $"${used:0.00} of ${limit:0.00} used"),
        CapUnit.Credits => string.Create(CultureInfo.InvariantCulture, $"{used:0.##} of {limit:0.##} credits used"),
        CapUnit.Tokens => string.Create(CultureInfo.InvariantCulture, $"{used:N0} of {limit:N0} tokens used"),
        CapUnit.Steps => string.Create(CultureInfo.InvariantCulture, $"{used:N0} of {limit:N0} calls made"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{used:0} of {limit:0} minutes passed"),
    };

    private static string WayOut(CapSettings settings, CapCall call, CapVerdict verdict)
    {
        var per = verdict.Deciding is { Rule: { } rule } ? rule.Per : settings.Grace?.Per ?? CapPer.Run;
        var again = CapJudge.Reset(per, call.At) is { } at ? string.Create(CultureInfo.InvariantCulture, $" It begins anew at {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC.") : "";
        return verdict.Reason switch
        {
            CapReason.NoTicket => "Name one that is open and has an owner: `shiprank ticket start KEY-123`, or work on a branch that names it." + again,
            CapReason.TicketUnknown or CapReason.TicketClosed => "Name one that is open and has an owner: `shiprank ticket start KEY-123`." + again,
            CapReason.TicketNotOwned or CapReason.OwnerGone => $"Give {call.Ticket.Key} an owner, or name another ticket: `shiprank ticket start KEY-123`." + again,
            CapReason.TicketStale => "An administrator sees on the page Sources why." + again,
            CapReason.Loop => "Look at what it does, change the task, and start it anew.",
            CapReason.Unpriced => "An administrator can give it one: `prices:` in shiprank.yaml.",
            CapReason.TokenRefused => "Get a new one: `shiprank ticket start KEY-123`.",
            CapReason.Outage => "Try again in a few minutes; the page Health says when it is over.",
            _ => $"{(verdict.Deciding?.Rule?.AskWhom is { } whom ? $"Ask {whom} for more." : call.Ticket.Owner is not null ? $"The owner of {call.Ticket.Key} can ask for more." : "An administrator can raise it.")}{again}",
        };
    }
}
