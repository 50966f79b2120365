using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Budgets;

public sealed class ForecastTests
{
    /// <summary>A Monday.</summary>
    private static readonly DateOnly start = new(2026, 1, 5);

    [Fact]
    public void A_steady_week_goes_on_weekday_by_weekday()
    {
        var model = WeekdayModel.Fit(Days(8 * 7, i => i % 7 < 5 ? 10 : 1))!;
        var monday = start.AddDays(8 * 7);
        Assert.Equal([10m, 10m, 10m, 10m, 10m, 1m, 1m], Enumerable.Range(0, 7).Select(i => Math.Round(model.Day(monday.AddDays(i)), 9)));
        Assert.Equal(4 * 52m, Math.Round(model.Sum(28), 9));
    }

    [Fact]
    public void A_history_that_ends_midweek_keeps_its_weekdays()
    {
        // Ends on a Wednesday: the next day is a Thursday, the one after that the Friday that alone has something.
        var model = WeekdayModel.Fit(Days((5 * 7) + 3, i => i % 7 == 4 ? 70 : 0))!;
        var next = start.AddDays((5 * 7) + 3);
        Assert.Equal((DayOfWeek.Thursday, 0m, 70m), (next.DayOfWeek, model.Day(next), Math.Round(model.Day(next.AddDays(1)), 9)));
    }

    [Fact]
    public void One_wild_week_moves_the_level_less_than_a_mean_would()
    {
        var model = WeekdayModel.Fit(Days(8 * 7, i => i / 7 == 3 ? 1000 : 10 + (i / 7 % 2)))!;
        Assert.InRange(model.Sum(7), 70, 120);
    }

    [Fact]
    public void A_plain_trend_goes_on_and_flattens()
    {
        // Totals 70, 140, …, 560; damped by 0.8: the next is 560 + 70 · 0.8, the one after 560 + 70 · 1.44.
        var model = WeekdayModel.Fit(Days(8 * 7, i => 10 * (1 + (i / 7))))!;
        Assert.Equal(616m, Math.Round(model.Sum(7), 6));
        Assert.Equal(616m + 660.8m, Math.Round(model.Sum(14), 6));
    }

    [Fact]
    public void A_fall_never_goes_below_nothing() =>
        Assert.All(Enumerable.Range(1, 60), i => Assert.True(WeekdayModel.Fit(Days(8 * 7, d => Math.Max(0, 40 - d)))!.Day(start.AddDays(55 + i)) >= 0));

    [Fact]
    public void Less_than_two_weeks_make_no_model() => Assert.Null(WeekdayModel.Fit(Days(13, _ => 1)));

    [Fact]
    public void Held_out_weeks_know_nothing_of_themselves()
    {
        // Four weeks of 7, then one of 70: the model, the last week and the run rate all say 7 of it.
        var backtest = Backtest.Of(Days(35, i => i < 28 ? 1 : 10), 2);
        var held = Assert.Single(backtest.Held(1));
        Assert.Equal((start.AddDays(27), 70m, 7m, 7m, 7m), (held.Origin, held.Actual, Math.Round(held.Model, 9), held.SameWeekday, held.RunRate));
        var errors = backtest.Errors(1);
        Assert.Equal((1, 0, 0.9m), (errors.Counted, errors.Empty, Math.Round(errors.Model!.Value, 9)));
        Assert.Empty(backtest.Held(2));
        Assert.Null(backtest.Errors(2).Model);
    }

    [Fact]
    public void A_week_without_anything_has_no_percentage()
    {
        var errors = Backtest.Of(Days(6 * 7, i => i / 7 == 4 ? 0 : 1), 1).Errors(1);
        Assert.Equal((1, 1), (errors.Counted, errors.Empty));
    }

    [Fact]
    public void Naive_wins_where_it_does()
    {
        // A step to another level three weeks ago: last week knows it, eight weeks do not.
        var errors = Backtest.Of(Days(12 * 7, i => i / 7 < 9 ? 10 : 100), 1).Errors(1);
        Assert.False(errors.Holds);
        Assert.True(errors.SameWeekday < errors.Model);
    }

    [Fact]
    public void The_band_holds_about_four_of_five_weeks_to_come()
    {
        var (inside, all) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var series = Days(27 * 7, i => i % 7 >= 5 ? random.Next(5) : random.Next(20, 60) * (random.Next(9) == 0 ? 3 : 1));
            var known = series.Through(start.AddDays((26 * 7) - 1));
            var last = SpanForecast.Of(known, new(start, series.Until), whole: true, Backtest.Of(known, 1))!.Last!.Value;
            all++;
            if (series.Sum(new(start, series.Until)) is var actual && actual >= last.Lo && actual <= last.Hi) inside++;
        }

        Assert.InRange(inside / (double)all, 0.68, 0.92);
    }

    [Fact]
    public void A_day_that_goes_on_may_still_use_what_its_weekday_does()
    {
        var series = Days((4 * 7) + 1, i => i == 28 ? 2 : 10);
        var span = new ScoreWindow(start, start.AddDays(29));
        Assert.Equal(280 + 10 + 10, Math.Round(SpanForecast.Of(series, span, whole: false, Backtest.Of(series, 1))!.Last!.Value.Mid, 6));
        Assert.True(SpanForecast.Of(series, span, whole: true, Backtest.Of(series, 1))!.Last!.Value.Mid < 293);
    }

    [Fact]
    public void Quantiles_are_those_of_definition_6()
    {
        decimal[] ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        Assert.Equal((1.1m, 5.5m, 9.9m), (Robust.Quantile(ten, 0.1m), Robust.Quantile(ten, 0.5m), Robust.Quantile(ten, 0.9m)));
        Assert.Equal((1m, 3m), (Robust.Quantile([1, 2, 3], 0.1m), Robust.Quantile([1, 2, 3], 0.9m)));
        Assert.Equal((2m, 1m), (Robust.Median([1, 1, 2, 4, 9]), Robust.Mad([1, 1, 2, 2, 4, 6, 9])));
    }

    internal static DaySeries Days(int count, Func<int, decimal> amount) => new(start, [.. Enumerable.Range(0, count).Select(amount)]);
}
