using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Budgets;

/// <summary>A budget in its present period.</summary>
/// <param name="Errors">How wrong forecasts of it were over one week and over four, beside two naive ones.</param>
public sealed record BudgetRow(BudgetState State, IReadOnlyList<BacktestErrors> Errors, BudgetDrivers Drivers)
{
    public Budget Budget => State.Budget;
}

/// <summary>Whether the organisation stays inside its budgets.</summary>
/// <param name="Rows">In the organisation file's order.</param>
/// <param name="Outside">Budgets that have no period on this day.</param>
/// <param name="Through">The last day that counts as used (UTC).</param>
/// <param name="Jobs">What ran without a human in the last four weeks, dearest first.</param>
public sealed record BudgetsView(IReadOnlyList<BudgetRow> Rows, IReadOnlyList<Budget> Outside, DateOnly Through, IReadOnlyList<JobRow> Jobs)
{
    /// <summary>The last four weeks.</summary>
    public ScoreWindow Lately => new(Through.AddDays(1 - DriverDays), Through);

    /// <summary>Weeks of history that a forecast may look at: twice as many origins as are held out need.</summary>
    private const int HistoryWeeks = 60;

    private const int DriverDays = 28;

    private static readonly int[] horizons = [1, 4];

    public static BudgetsView Of(Standing standing)
    {
        var through = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        var organisation = standing.Workspace.Organisation;
        var tickets = new TicketNames(organisation.Tickets);
        List<BudgetRow> rows = [];
        List<Budget> outside = [];
        foreach (var budget in organisation.Budgets)
        {
            if (budget.SpanAt(through) is { } span) rows.Add(Row(standing, budget, span, through, tickets));
            else outside.Add(budget);
        }

        return new(rows, outside, through, JobRow.Of(standing, new(through.AddDays(1 - DriverDays), through)));
    }

    private static BudgetRow Row(Standing standing, Budget budget, ScoreWindow span, DateOnly through, TicketNames tickets)
    {
        var scope = ScopeOf(standing, budget.Of, tickets);
        var history = new ScoreWindow(Earlier(span.Since, through.AddDays(-7 * HistoryWeeks)), through);
        var days = standing.Spend.ByDay(history, scope);
        var series = DaySeries.Of(history, days.Select(d => (d.Day, BudgetDrivers.In(budget.Unit, d.Amount))));
        var unpriced = budget.Unit == BudgetUnit.Credits ? 0 : days.Where(d => span.Has(d.Day)).Sum(d => d.Amount.UnpricedResponses);
        var whole = IsOver(standing.AsOf);
        var weeks = Math.Max(horizons[^1], (span.Until.DayNumber - through.DayNumber + 6) / 7);
        var backtest = Backtest.Of((whole ? series : series.Through(through.AddDays(-1))).Begun(), Math.Min(weeks + 1, Backtest.MostOrigins));
        return new(
            BudgetState.Of(budget, series, whole, unpriced, backtest)!, [.. horizons.Select(backtest.Errors)],
            BudgetDrivers.Of(standing, budget, scope, new(through.AddDays(1 - DriverDays), through), tickets));
    }

    internal static SpendScope ScopeOf(Standing standing, BudgetScope of, TicketNames tickets) =>
        new(of, of.Subject == BudgetSubject.Ticket ? [.. standing.Spend.Branches().Where(b => tickets.Names(b, of.Name))] : []);

    /// <summary>A day counts as over in its last minute: an as-of that is given as a day is its last second.</summary>
    private static bool IsOver(DateTimeOffset asOf) => asOf.UtcDateTime.AddMinutes(1).Date > asOf.UtcDateTime.Date;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
