using System.Globalization;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;

namespace Shiprank.Engine.Loops;

/// <summary>Loops and their runs in words, the same on a page, in a terminal, in a document and in a channel.</summary>
public static class LoopWords
{
    private static readonly CultureInfo invariant = CultureInfo.InvariantCulture;

    /// <summary><c>$5.00 a day</c>, <c>200 calls a run</c>.</summary>
    public static string Limit(CapUnit unit, decimal limit, CapPer per) => $"{Amount(unit, limit)} a {Word(per)}";

    public static string Limit(CapLook look, CapSettings settings) => Limit(look.Unit, look.Limit, look.Rule?.Per ?? settings.Grace?.Per ?? CapPer.Run);

    public static string Amount(CapUnit unit, decimal amount) => unit switch
    {
        CapUnit.Usd => amount.ToString(amount >= 1000 ? "$#,##0" : "$0.00", invariant),
        CapUnit.Credits => amount.ToString("#,##0.## credits", invariant),
        CapUnit.Tokens => amount.ToString("#,##0 tokens", invariant),
        CapUnit.Steps => amount.ToString("#,##0 calls", invariant),
        _ => amount.ToString("#,##0 minutes", invariant),
    };

    /// <summary>Name of the rule; of the grace in words.</summary>
    public static string Rule(CapLook look) => look.Rule?.Name ?? "without an owned ticket";

    /// <summary>Why a run was stopped, without its loop: <c>no ticket after $5.00 a day</c>.</summary>
    public static string Why(CapRun run, CapSettings settings)
    {
        var grace = settings.Grace is { } given ? $" after {Limit(given.Unit, given.Limit, given.Per)}" : "";
        return run.Reason switch
        {
            CapReason.NoTicket => $"no ticket{grace}",
            CapReason.TicketUnknown => $"nobody knows its ticket{grace}",
            CapReason.TicketClosed => $"its ticket is closed{grace}",
            CapReason.TicketNotOwned => $"its ticket has no owner{grace}",
            CapReason.OwnerGone => $"its ticket’s owner has left{grace}",
            CapReason.TicketStale => $"its ticket could not be looked up{grace}",
            CapReason.Loop => "the same calls without a result",
            CapReason.Unpriced => "its model has no price",
            CapReason.TokenRefused => "its work token is not valid",
            CapReason.Outage => "calls could not be written down",
            _ => settings.Rules.FirstOrDefault(r => r.Name == run.Rule) is { } rule ? $"“{rule.Name}”: {Limit(rule.Unit, rule.Limit, rule.Per)}"
                : run.Rule == CapCounter.Grace ? $"earlier runs came to nothing{grace}"
                : run.Rule.Length > 0 ? $"“{run.Rule}”" : "its cap",
        };
    }

    /// <summary>How a ticket that does not count stands.</summary>
    public static string Ticket(CapReason reason) => reason switch
    {
        CapReason.Within => "owned",
        CapReason.NoTicket => "no ticket",
        CapReason.TicketUnknown => "unknown",
        CapReason.TicketClosed => "closed",
        CapReason.TicketNotOwned => "no owner",
        CapReason.OwnerGone => "owner left",
        _ => "not looked up lately",
    };

    public static string Answer(LoopRun run) => run.Answer switch
    {
        StopAnswer.WaitsForTicket => "waits for a ticket",
        StopAnswer.TicketAdded => "ticket added",
        StopAnswer.StartedAgain => "started again",
        StopAnswer.BeginsAnew => $"begins anew {run.Again!.Value.UtcDateTime.ToString("d MMM", invariant)}",
        _ => "open",
    };

    public static string Until(KeptBack kept) => kept.By switch
    {
        KeptUntil.UsualEnd => "the loop’s usual end",
        KeptUntil.StartedAgain => "it was started again",
        _ => "the next working day",
    };

    public static string State(LoopState state) => state switch
    {
        LoopState.Stopped => "stopped",
        LoopState.WaitsForTicket => "waits for a ticket",
        LoopState.NearCap => "near cap",
        LoopState.Running => "running",
        _ => "idle",
    };

    public static string State(CapRunState state) => state switch
    {
        CapRunState.Running => "running",
        CapRunState.Stopped => "stopped",
        CapRunState.WaitsForTicket => "waits for a ticket",
        _ => "ended",
    };

    public static string Outcome(RunOutcome outcome) => outcome switch { RunOutcome.Settled => "settled", RunOutcome.Abandoned => "abandoned", _ => "open" };

    /// <summary>As documents spell it: <c>waits_for_ticket</c>.</summary>
    public static string Code<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "_" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    private static string Word(CapPer per) => per.ToString().ToLowerInvariant();
}
