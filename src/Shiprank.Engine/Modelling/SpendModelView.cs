using Shiprank.Core.Money;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Score;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Engine.Modelling;

/// <summary>Real usage of a window on the setup of a scenario.</summary>
public sealed record SpendModelView(ScoreWindow Window, decimal Months, ModelledSpend Model)
{
    /// <summary>The window is the scenario's, else the last full month before the day that it was said, else before as-of.</summary>
    public static SpendModelView Of(Standing standing, IStore store, SpendScenario scenario, ScoreWindow? asked = null)
    {
        var window = asked ?? (scenario is { Since: { } since, Until: { } until } ? new(since, until) : LastMonth(scenario.Date ?? DateOnly.FromDateTime(standing.AsOf.UtcDateTime)));
        var prices = standing.Workspace.Prices;
        var usage = UsageReader.Read(store, window, scenario.Models.Select(m => m.To), scenario.PricesAt, scenario.Prices is { } other ? [prices, other] : [prices]);
        var months = Of(window);
        var adoption = scenario.Adoption is null ? null : Adopted(standing, window);
        object?[] Days(SeatOffer seat) => [window.Since, window.Until.AddDays(1), seat.Tool];
        var model = new SpendModel(prices, BatchBook.Shipped).Of(
            usage, scenario, seat => [.. store.AskPublished(Question.CostByPersonOfTool, Days(seat), r => Nano.Units(r.Long(0))).Where(u => u > 0)], months, adoption, standing.Shield.Rules.Least);
        return new(window, months, model);
    }

    /// <summary>The last whole month before a day.</summary>
    public static ScoreWindow LastMonth(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first.AddMonths(-1), first.AddDays(-1));
    }

    /// <summary>How many months a window is: a day is its part of its own month.</summary>
    public static decimal Of(ScoreWindow window)
    {
        var months = 0m;
        for (var first = new DateOnly(window.Since.Year, window.Since.Month, 1); first <= window.Until; first = first.AddMonths(1))
        {
            var (from, to) = (first > window.Since ? first : window.Since, first.AddMonths(1).AddDays(-1) < window.Until ? first.AddMonths(1).AddDays(-1) : window.Until);
            months += (decimal)(to.DayNumber - from.DayNumber + 1) / DateTime.DaysInMonth(first.Year, first.Month);
        }

        return months;
    }

    /// <summary>The last whole week of the window.</summary>
    private static AdoptionNow? Adopted(Standing standing, ScoreWindow window) =>
        AdoptionView.Of(standing, window).All.Weeks.LastOrDefault(w => w.Employed > 0) is { Employed: > 0 } week ? new(week.Users, week.Employed) : null;
}
