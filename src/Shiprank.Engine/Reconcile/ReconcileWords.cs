using System.Globalization;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;

namespace Shiprank.Engine.Reconcile;

/// <summary>The answer in a sentence, the same on the page and in the terminal.</summary>
public static class ReconcileWords
{
    public static string Answer(ReconcileView view)
    {
        var month = view.Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        if (view.Issuers.Count == 0) return $"There is neither a bill nor usage in {month}.";
        if (view.Billed.Count == 0) return $"No bill is known for {month}: {Usd(view.UnbilledNano)} of usage stands alone.";
        var (difference, unexplained) = (view.TheirsNano - view.OursNano, view.Causes.Where(c => c.Cause == GapCause.Unexplained).Sum(c => c.Nano));
        var sides = $"In {month} vendors bill {Usd(view.TheirsNano)} and we have {Usd(view.OursNano)}";
        var named = unexplained == 0 ? "all of it has a named cause" : $"{Usd(unexplained)} of it has no known cause";
        return Math.Abs(difference) < 10_000_000 && unexplained == 0 ? $"{sides}: they match." : $"{sides}: {Usd(Math.Abs(difference))} {(difference < 0 ? "less" : "more")}, and {named}.";
    }

    private static string Usd(long nano) => string.Create(CultureInfo.InvariantCulture, $"{(nano < 0 ? "−" : "")}${Math.Abs(Nano.Units(nano)):#,0.00}");
}
