using Shiprank.Engine.Budgets;

namespace Shiprank.Server.Features.Exports;

/// <summary>The rows of the tables of money, from the same views as the pages.</summary>
internal static class MoneyTables
{
    public static CsvTable Of(BudgetsView view) => new(
        ["budget", "of", "unit", "since", "until", "through", "amount", "used", "left", "expected", "expected_lo", "expected_hi", "outlook", "ends_on", "earliest", "latest", "unpriced_responses", "mape_1w", "mape_1w_last_week", "mape_1w_run_rate"],
        view.Rows.Select(IReadOnlyList<object?> (r) =>
        [
            r.Budget.Name, r.Budget.Of.ToString(), BudgetWords.Word(r.Budget.Unit), r.State.Span.Since, r.State.Span.Until, r.State.Through, r.Budget.Amount, r.State.Used, r.State.Left,
            r.State.Expected, r.State.Forecast?.Last?.Lo, r.State.Forecast?.Last?.Hi, BudgetWords.Word(r.State.Outlook), r.State.EndsOn, r.State.Earliest, r.State.Latest, r.State.Unpriced,
            r.Errors[0].Model, r.Errors[0].SameWeekday, r.Errors[0].RunRate,
        ]));
}
