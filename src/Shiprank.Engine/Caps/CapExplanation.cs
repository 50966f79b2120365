using Shiprank.Core.Caps;

namespace Shiprank.Engine.Caps;

/// <summary>How a call would be judged now, and why.</summary>
/// <param name="Branch">What the ticket was read from, where it was not named; empty: it was, or there is none.</param>
/// <param name="Sentence">What whoever makes the call would read; null: it goes on, and nobody is told anything.</param>
public sealed record CapExplanation(CapCall Call, CapAmount Worst, string Branch, CapVerdict Verdict, string? Sentence)
{
    /// <param name="ticket">A key; null: the one that <paramref name="branch"/> names.</param>
    /// <param name="used">What counters hold now.</param>
    public static CapExplanation Of(CapRegister register, CapCall call, string? ticket, string branch, CapAmount worst, Func<CapCounter, CapAmount> used)
    {
        var known = register.Known(call, ticket ?? register.TicketIn(branch));
        var priced = call.Model.Length == 0 || register.Prices.Find(call.Agent, call.Model, call.At) is not null;
        var verdict = CapJudge.Judge(register.Settings, known, worst, priced, used);
        return new(known, worst, ticket is null ? branch : "", verdict, verdict.Action is null ? null : verdict.Stops ? CapSentence.Of(register.Settings, known, verdict) : CapSentence.Told(verdict));
    }
}
