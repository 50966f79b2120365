namespace Shiprank.Core.Caps.Runs;

/// <summary>
/// What the counters of rules hold, made of runs' traces: calls at the gateway with their money, and of runs that no gateway saw their calls of tools. What
/// only an agent's own log tells is on no counter.
/// </summary>
public sealed class CapUse
{
    private readonly Dictionary<CapCounter, CapAmount> counters = [];

    /// <param name="known">A call with what only the organisation knows: its teams, whether its job is shrunk.</param>
    public static CapUse Of(CapSettings settings, IReadOnlyCollection<CapRunPart> parts, Func<CapCall, CapCall> known)
    {
        var use = new CapUse();
        var paid = parts.Where(p => p.IsPaid).Select(p => p.Run).ToHashSet(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (!part.IsPaid && (part.Kind != CapEventKind.Step || paid.Contains(part.Run))) continue;
            var amount = part.IsPaid ? new CapAmount(part.Usd, 0, part.Tokens, part.Entries) : new CapAmount(0, 0, 0, part.Entries);
            use.Add(settings, known(CallOf(part)), amount);
        }

        return use;
    }

    public CapAmount this[CapCounter counter] => counters.GetValueOrDefault(counter);

    public static CapCall CallOf(CapRunPart part) => Settlement.CallOf(part) with { Ticket = new(part.Ticket, part.TicketCounts ? CapReason.Within : CapReason.NoTicket, null, null) };

    private void Add(CapSettings settings, CapCall call, CapAmount amount)
    {
        if (settings.Grace is { } grace && call.Autonomous && (!call.Ticket.Counts || call.Shrunk)) Add(CapJudge.GraceCounterOf(grace, call), amount);
        foreach (var rule in settings.Rules.Where(r => r.AppliesTo(call))) Add(CapJudge.CounterOf(rule, call), amount);
    }

    private void Add(CapCounter counter, CapAmount amount) => counters[counter] = counters.GetValueOrDefault(counter) + amount;
}
