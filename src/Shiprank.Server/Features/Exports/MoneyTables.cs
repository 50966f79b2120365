using Shiprank.Engine.Budgets;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Outcomes;

namespace Shiprank.Server.Features.Exports;

/// <summary>The rows of the tables of money, from the same views as the pages.</summary>
internal static class MoneyTables
{
    /// <summary>A row a window: a cost per unit has its tension metrics in its own row.</summary>
    public static CsvTable Of(OutcomeView view) => new(
        ["since", "until", "person_weeks", "labour_usd", "ai_usd", "other_usd", "nd", "changes", "deployments", "lines_alive", "unit", "usd_per_unit", "person_weeks_per_unit", .. view.Now.ToServe.Tension.Select(t => t.Name)],
        new[] { view.Now, view.Before }.Select(IReadOnlyList<object?> (p) =>
        [
            p.Window.Since, p.Window.Until, p.Cost.PersonWeeks, p.Cost.LabourUsd, p.Cost.AiUsd, p.Cost.OtherUsd, p.Units.Nd, p.Units.Changes, p.Units.Deployments, p.Units.Lines,
            OutcomeDocument.Word(view.Unit), p.ToServe.Usd.Value, p.ToServe.PersonWeeks.Value, .. p.ToServe.Tension.Select(t => (object?)t.Figure.Value),
        ]));

    public static CsvTable Of(BudgetsView view) => new(
        ["budget", "of", "unit", "since", "until", "through", "amount", "used", "left", "expected", "expected_lo", "expected_hi", "outlook", "ends_on", "earliest", "latest", "unpriced_responses", "mape_1w", "mape_1w_last_week", "mape_1w_run_rate"],
        view.Rows.Select(IReadOnlyList<object?> (r) =>
        [
            r.Budget.Name, r.Budget.Of.ToString(), BudgetWords.Word(r.Budget.Unit), r.State.Span.Since, r.State.Span.Until, r.State.Through, r.Budget.Amount, r.State.Used, r.State.Left,
            r.State.Expected, r.State.Forecast?.Last?.Lo, r.State.Forecast?.Last?.Hi, BudgetWords.Word(r.State.Outlook), r.State.EndsOn, r.State.Earliest, r.State.Latest, r.State.Unpriced,
            r.Errors[0].Model, r.Errors[0].SameWeekday, r.Errors[0].RunRate,
        ]));
}
