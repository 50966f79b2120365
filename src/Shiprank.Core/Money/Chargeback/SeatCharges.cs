using Shiprank.Core.Pricing;

namespace Shiprank.Core.Money.Chargeback;

/// <summary>Days of a month on which a person's seat was paid for by a centre; empty: by nobody.</summary>
public readonly record struct SeatDays(string Centre, int Days);

/// <summary>What one person used of a tool in credits, in one centre.</summary>
public readonly record struct CreditUse(string Person, string Centre, long NanoCredits, long NanoUsd);

/// <summary>Seats of a month, and the credits that they include.</summary>
public static class SeatCharges
{
    /// <summary>
    /// A month of a plan: each seat by the days that its holder spent in each centre, added up by centre. Whoever pays for no seat leaves it to nobody.
    /// </summary>
    /// <param name="holders">One entry a seat: its days in the month, at least one.</param>
    public static IReadOnlyList<ChargeLine> Of(SeatPlan plan, IEnumerable<IReadOnlyList<SeatDays>> holders, DateOnly lastDay)
    {
        var nano = Nano.Of(plan.UsdPerMonth);
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var days in holders)
        {
            var ordered = days.OrderBy(d => d.Centre, StringComparer.Ordinal).ToList();
            foreach (var (part, of) in LargestRemainder.Split(nano, [.. ordered.Select(d => (long)d.Days)]).Zip(ordered))
            {
                sums[of.Centre] = sums.GetValueOrDefault(of.Centre) + part;
            }
        }

        return [.. sums.Where(s => s.Value != 0).Select(s => new ChargeLine(lastDay, ChargeKind.Seat, s.Key, plan.Issuer, plan.Tool, "", "", "", plan.Name, new(s.Value, default)))];
    }

    /// <summary>
    /// Credits within a seat's allowance are paid by the seat: their price comes off the centres that used them. Of a person who used more, each centre's
    /// part is taken off in proportion.
    /// </summary>
    /// <param name="uses">Of the month, of the plan's tool, of people with a seat.</param>
    public static IReadOnlyList<ChargeLine> Included(SeatPlan plan, IEnumerable<CreditUse> uses, DateOnly lastDay)
    {
        if (plan.IncludedCredits is not { } allowance) return [];
        var included = Nano.Of(allowance);
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var person in uses.GroupBy(u => u.Person, StringComparer.Ordinal))
        {
            var its = person.OrderBy(u => u.Centre, StringComparer.Ordinal).ToList();
            var (credits, money) = (its.Sum(u => u.NanoCredits), its.Sum(u => u.NanoUsd));
            if (credits <= 0 || money <= 0) continue;
            var covered = credits <= included ? money : (long)((Int128)money * included / credits);
            foreach (var (part, of) in LargestRemainder.Split(covered, [.. its.Select(u => Math.Max(0, u.NanoUsd))]).Zip(its)) sums[of.Centre] = sums.GetValueOrDefault(of.Centre) - part;
        }

        return [.. sums.Where(s => s.Value != 0).Select(s => new ChargeLine(lastDay, ChargeKind.Included, s.Key, plan.Issuer, plan.Tool, "", "", "", plan.Name, new(s.Value, default)))];
    }
}
