using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Budgets;

public sealed class BudgetStateTests
{
    private static readonly DateOnly first = new(2026, 1, 1);

    private static readonly Budget usual = new("All", BudgetScope.Organisation, 100, BudgetUnit.Usd, BudgetPeriod.Quarter, new(2025, 11, 1), null, Budget.UsualThresholds);

    [Theory]
    [InlineData("2025-11-01", "2025-11-01", "2026-01-31")]
    [InlineData("2026-01-31", "2025-11-01", "2026-01-31")]
    [InlineData("2026-02-01", "2026-02-01", "2026-04-30")]
    [InlineData("2027-12-31", "2027-11-01", "2028-01-31")]
    public void A_quarter_is_counted_from_the_first(string day, string since, string until) =>
        Assert.Equal(new ScoreWindow(DateOnly.Parse(since, null), DateOnly.Parse(until, null)), usual.SpanAt(DateOnly.Parse(day, null)));

    [Fact]
    public void There_is_no_period_before_the_first_and_after_the_last()
    {
        Assert.Null(usual.SpanAt(new(2025, 10, 31)));
        Assert.Null((usual with { To = new(2026, 1, 31) }).SpanAt(new(2026, 2, 1)));
        Assert.Equal(new ScoreWindow(new(2025, 11, 1), new(2026, 10, 31)), (usual with { Period = BudgetPeriod.Year }).SpanAt(new(2026, 3, 5)));
    }

    [Fact]
    public void Used_is_of_the_period_alone_and_each_threshold_has_its_day()
    {
        // A dollar a day since October; the quarter began on the first of November.
        var series = new DaySeries(new(2025, 10, 1), [.. Enumerable.Repeat(1m, 31 + 30 + 31 + 9)]);
        var state = State(usual with { Amount = 80 }, series);
        Assert.Equal((70m, 10m, 0.875m), (state.Used, state.Left, state.Share));
        Assert.Equal([new(0.5m, new(2025, 12, 10)), new(0.8m, new(2026, 1, 3))], state.Crossed);
        Assert.Equal((BudgetOutlook.RunsOut, new DateOnly(2026, 1, 19)), (state.Outlook, state.EndsOn!.Value));
        Assert.Equal(92m, Math.Round(state.Expected!.Value, 6));
    }

    [Fact]
    public void What_is_spent_names_the_day_it_was()
    {
        var state = State(usual with { Amount = 20 }, new DaySeries(first, [.. Enumerable.Repeat(10m, 21)]));
        Assert.Equal((BudgetOutlook.Spent, new DateOnly(2026, 1, 2), -190m), (state.Outlook, state.EndsOn!.Value, state.Left));
    }

    [Fact]
    public void What_lasts_has_no_day()
    {
        var state = State(usual with { Amount = 1000 }, new DaySeries(first, [.. Enumerable.Repeat(1m, 21)]));
        Assert.Equal((BudgetOutlook.Lasts, (DateOnly?)null, 31m), (state.Outlook, state.EndsOn, Math.Round(state.Expected!.Value, 6)));
    }

    [Fact]
    public void Nothing_ever_used_is_unknown_not_lasting()
    {
        var state = State(usual, new DaySeries(first, [.. Enumerable.Repeat(0m, 21)]));
        Assert.Equal((BudgetOutlook.Unknown, (decimal?)null), (state.Outlook, state.Expected));
    }

    [Fact]
    public void A_short_history_goes_on_at_its_mean_without_a_band()
    {
        var state = State(usual, new DaySeries(first.AddDays(16), [3, 0, 3]));
        Assert.True(state.Forecast!.ByRunRate);
        Assert.Equal((6m + (12 * 2), (decimal?)null), (state.Expected!.Value, state.Forecast.Last!.Value.Hi));
    }

    [Fact]
    public void The_last_day_of_a_period_has_nothing_left_to_forecast()
    {
        var state = State(usual, new DaySeries(first, [.. Enumerable.Repeat(1m, 31)]));
        Assert.Equal((31m, BudgetOutlook.Lasts), (state.Expected!.Value, state.Outlook));
        Assert.Null(state.Forecast!.Last);
    }

    private static BudgetState State(Budget budget, DaySeries series) => BudgetState.Of(budget, series, whole: true, unpriced: 0, Backtest.Of(series, 4))!;
}
