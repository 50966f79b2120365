using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Money.Budgets;
using Shiprank.Engine.Alerts;

namespace Shiprank.Tests.Alerts;

public sealed class BudgetAlertsTests
{
    private static readonly DateOnly first = new(2026, 1, 1);

    [Fact]
    public void Each_threshold_that_was_reached_and_a_forecast_over_the_budget_fire()
    {
        // A dollar a day for 70 days of a year of 100.
        var alerts = BudgetAlerts.Of(State(100, 70)).ToList();
        Assert.Equal([(AlertRule.BudgetThreshold, "0.5"), (AlertRule.BudgetForecast, "")], alerts.Select(a => (a.Rule, a.Level)));
        Assert.All(alerts, a => Assert.Equal(("budget:All", first), (a.Subject, a.Period)));
        Assert.Contains("$50.00 of $100.00 was reached on 19 Feb 2026; $70.00 is used by 11 Mar 2026, and the budget is used up by 10 Apr 2026.", alerts[0].Text, StringComparison.Ordinal);
        Assert.Contains("$365.00 is forecast of $100.00", alerts[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_spent_needs_no_forecast_any_more() =>
        Assert.Equal(["0.5", "0.8", "1"], BudgetAlerts.Of(State(60, 70)).Select(a => a.Level));

    [Fact]
    public void A_few_days_are_no_forecast_to_wake_anybody_by() => Assert.Empty(BudgetAlerts.Of(State(100, 5)));

    [Fact]
    public void What_lasts_is_silent() => Assert.Empty(BudgetAlerts.Of(State(1000, 70)));

    private static BudgetState State(decimal amount, int days)
    {
        var series = new DaySeries(first, [.. Enumerable.Repeat(1m, days)]);
        return BudgetState.Of(new("All", BudgetScope.Organisation, amount, BudgetUnit.Usd, BudgetPeriod.Year, first, null, Budget.UsualThresholds), series, whole: true, 0, Backtest.Of(series, 4))!;
    }
}
