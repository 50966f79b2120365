using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Tests.Money.Chargeback;

public sealed class MonthBillTests
{
    [Fact]
    public void Differences_and_own_sums_are_the_invoice()
    {
        var bill = MonthBill.Of("anthropic", [], 1000, 800, 50, [(GapCause.PriceList, 60, "a contract"), (GapCause.NotUsage, 70, "seats and fees")]);
        Assert.Equal(1000, bill.UsageNanoUsd + bill.SeatNanoUsd + bill.Gaps.Sum(g => g.NanoUsd));

        // Of 70 that are no usage, 50 are seats that we charge ourselves; 1000 − 800 − 60 − 70 = 70 nobody explains.
        Assert.Equal([(GapCause.PriceList, 60L), (GapCause.NotUsage, 20L), (GapCause.Unexplained, 70L)], bill.Gaps.Select(g => (g.Cause, g.NanoUsd)));
    }

    [Fact]
    public void Without_an_invoice_our_own_sums_are_charged()
    {
        var bill = MonthBill.Of("anthropic", [], null, 800, 50, []);
        Assert.Empty(bill.Gaps);
        Assert.Equal(850, bill.ChargedNanoUsd);
    }
}
