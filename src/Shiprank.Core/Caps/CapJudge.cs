using System.Globalization;

namespace Shiprank.Core.Caps;

/// <summary>
/// Judges a call before it is made. In this order: the grace, where an autonomous call has no ticket that counts (or its job came to nothing before);
/// then every rule of the file, in its order. All are looked at; the strongest action that fires decides (stop, ask, slow, tell), of equals the first.
/// A rule fires when what was used and reserved, with this call at its worst, would be over its limit. An <c>ask</c> is answered by a ticket that counts.
/// A person at work is never slowed, and stopped only by a rule that says <c>when: attended</c> or <c>any</c>.
/// </summary>
public static class CapJudge
{
    /// <param name="worst">What the call would use at most; null USD is not known here: see <paramref name="priced"/>.</param>
    /// <param name="priced">False: the model has no price, so limits in USD can't be kept.</param>
    /// <param name="used">What a counter holds, reserved amounts included.</param>
    public static CapVerdict Judge(CapSettings settings, CapCall call, CapAmount worst, bool priced, Func<CapCounter, CapAmount> used)
    {
        var looks = new List<CapLook>(settings.Rules.Count + 1);
        if (settings.Grace is { } grace) looks.Add(Grace(grace, call, worst, priced, used));
        foreach (var rule in settings.Rules) looks.Add(Look(rule, call, worst, priced, used));
        CapLook? deciding = null;
        CapAction? action = null;
        foreach (var look in looks)
        {
            if (!look.Fires || Does(look, call) is not { } does || !(action is null || does > action)) continue;
            (deciding, action) = (look, does);
        }

        List<CapCounter> counters = [.. looks.Where(l => l.Applies && l.Unit != CapUnit.Minutes).Select(l => l.Counter)];
        return new(settings.Enforced || action is null ? action : CapAction.Tell, deciding?.Reason ?? CapReason.Within, deciding, counters, looks);
    }

    /// <summary>The counter of a rule for a call.</summary>
    public static CapCounter CounterOf(CapRule rule, CapCall call) => new(rule.Name, rule.Each is { } part ? call.Value(part) : "", Window(rule.Per, call));

    /// <summary>The counter of what goes on without an owned ticket: of the job, else of the person, else of the run.</summary>
    public static CapCounter GraceCounterOf(CapGrace grace, CapCall call) =>
        new(CapCounter.Grace, call.Job.Length > 0 ? $"job:{call.Job}" : call.Person.Length > 0 ? $"person:{call.Person}" : $"run:{call.Run}", Window(grace.Per, call));

    /// <summary>When a counter begins anew; null: with the next run.</summary>
    public static DateTimeOffset? Reset(CapPer per, DateTimeOffset at)
    {
        var day = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
        return per switch { CapPer.Run => null, CapPer.Day => day.AddDays(1), _ => day.AddDays(1 - day.Day).AddMonths(1) };
    }

    private static CapLook Grace(CapGrace grace, CapCall call, CapAmount worst, bool priced, Func<CapCounter, CapAmount> used)
    {
        var counter = GraceCounterOf(grace, call);
        var applies = call.Autonomous && (!call.Ticket.Counts || call.Shrunk);
        if (!applies) return new(null, grace.Unit, false, 0, grace.Limit, false, CapReason.Within, counter);
        var (amount, over, unpriced) = Over(grace.Unit, grace.Limit, call, worst, priced, counter, used);
        return new(null, grace.Unit, true, amount, grace.Limit, over, !over ? CapReason.Within : unpriced ? CapReason.Unpriced : call.Ticket.Counts ? CapReason.OverCap : call.Ticket.Reason, counter);
    }

    private static CapLook Look(CapRule rule, CapCall call, CapAmount worst, bool priced, Func<CapCounter, CapAmount> used)
    {
        var counter = CounterOf(rule, call);
        if (!rule.AppliesTo(call)) return new(rule, rule.Unit, false, 0, rule.Limit, false, CapReason.Within, counter);
        var (amount, over, unpriced) = Over(rule.Unit, rule.Limit, call, worst, priced, counter, used);
        var fires = over && !(rule.Action == CapAction.Ask && call.Ticket.Counts);
        return new(rule, rule.Unit, true, amount, rule.Limit, fires, !fires ? CapReason.Within : unpriced ? CapReason.Unpriced : rule.Action == CapAction.Ask ? call.Ticket.Reason : CapReason.OverCap, counter);
    }

    private static (decimal Used, bool Over, bool Unpriced) Over(CapUnit unit, decimal limit, CapCall call, CapAmount worst, bool priced, CapCounter counter, Func<CapCounter, CapAmount> used)
    {
        if (unit == CapUnit.Minutes) return (call.Minutes, call.Minutes >= limit, false);
        var before = used(counter).In(unit);
        var unpriced = unit == CapUnit.Usd && !priced;
        return (before, unpriced || before + worst.In(unit) > limit, unpriced);
    }

    private static CapAction? Does(CapLook look, CapCall call)
    {
        var does = look.Rule?.Action ?? CapAction.Stop;

        // Nobody at work waits, and a price that is missing is no reason to stop them.
        return !call.Autonomous && (does == CapAction.Slow || look.Reason == CapReason.Unpriced) ? CapAction.Tell : does;
    }

    private static string Window(CapPer per, CapCall call) => per switch
    {
        CapPer.Run => $"run:{call.Run}",
        CapPer.Day => call.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => call.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture),
    };
}
