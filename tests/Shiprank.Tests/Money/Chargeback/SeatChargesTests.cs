using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Pricing;

namespace Shiprank.Tests.Money.Chargeback;

public sealed class SeatChargesTests
{
    private static readonly DateOnly last = new(2026, 7, 31);
    private static readonly SeatPlan plan = new("Kiro Pro", "kiro", Issuers.Aws, 20m, new(2026, 1, 1), null, [], [], 1000);

    [Fact]
    public void A_seat_is_paid_by_the_days_in_each_centre()
    {
        // One seat all month in A; one that moved from A to B after 10 of 31 days: 20 × 10/31 = 6.451612903, 20 × 21/31 = 13.548387097.
        var lines = SeatCharges.Of(plan, [[new("A", 31)], [new("A", 10), new("B", 21)]], last);
        Assert.Equal([("A", 26_451_612_903L), ("B", 13_548_387_097L)], lines.Select(l => (l.Centre, l.Amount.NanoUsd)));
    }

    [Fact]
    public void Credits_of_the_allowance_are_paid_by_the_seat()
    {
        // Ada used 400 of 1,000 credits ($16): all included. Ben used 2,000 ($80) in two centres: half of it, by what each has.
        var lines = SeatCharges.Included(plan, [Use("ada", "A", 400, 16), Use("ben", "A", 500, 20), Use("ben", "B", 1500, 60)], last);
        Assert.Equal([("A", -26m), ("B", -30m)], lines.Select(l => (l.Centre, Nano.Units(l.Amount.NanoUsd))));
    }

    [Fact]
    public void A_plan_without_an_allowance_takes_nothing_off() =>
        Assert.Empty(SeatCharges.Included(plan with { IncludedCredits = null }, [Use("ada", "A", 400, 16)], last));

    private static CreditUse Use(string person, string centre, decimal credits, decimal usd) => new(person, centre, Nano.Of(credits), Nano.Of(usd));
}
