using System.Text.Json;
using Shiprank.Core.Money.Budgets;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank budget --json</c>.</summary>
public static class BudgetsDocument
{
    public static void Write(Stream into, BudgetsView view, Standing standing)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", standing.AsOf);
        json.WriteString("through", view.Through.ToString("O"));
        json.WriteStartArray("rows");
        foreach (var row in view.Rows)
        {
            json.WriteStartObject();
            Budget(json, row.Budget);
            State(json, row.State);
            Errors(json, row.Errors);
            Drivers(json, row.Drivers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("outside");
        foreach (var budget in view.Outside)
        {
            json.WriteStartObject();
            Budget(json, budget);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("jobs");
        json.WriteWindow(view.Lately);
        json.WriteStartArray("rows");
        foreach (var job in view.Jobs)
        {
            json.WriteStartObject();
            json.WriteString("tool", job.Job.Tool);
            json.WriteString("repository", job.Job.Repository.Length > 0 ? job.Job.Repository : null);
            json.WriteString("ticket", job.Job.Ticket.Length > 0 ? job.Job.Ticket : null);
            json.WriteNumber("runs", job.Runs);
            json.WriteDecimal("medianUsd", job.Median);
            json.WriteDecimal("p95Usd", job.High);
            json.WriteTime("lastAt", job.LastAt);
            json.WriteAmount(job.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Budget(Utf8JsonWriter json, Budget budget)
    {
        json.WriteString("name", budget.Name);
        json.WriteString("of", budget.Of.ToString());
        json.WriteExact("amount", budget.Amount);
        json.WriteString("unit", BudgetWords.Word(budget.Unit));
        json.WriteString("period", BudgetWords.Word(budget.Period));
    }

    private static void State(Utf8JsonWriter json, BudgetState state)
    {
        json.WriteWindow(state.Span);
        json.WriteExact("used", state.Used);
        json.WriteExact("left", state.Left);
        json.WriteDecimal("share", state.Share);
        json.WriteNumber("unpricedResponses", state.Unpriced);
        json.WriteStartArray("crossed");
        foreach (var crossing in state.Crossed)
        {
            json.WriteStartObject();
            json.WriteDecimal("threshold", crossing.Threshold);
            json.WriteString("day", crossing.Day.ToString("O"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("outlook", BudgetWords.Word(state.Outlook));
        Day(json, "endsOn", state.EndsOn);
        Day(json, "earliest", state.Earliest);
        Day(json, "latest", state.Latest);
        json.WriteDecimal("expected", state.Expected);
        json.WriteDecimal("expectedLo", state.Forecast?.Last?.Lo);
        json.WriteDecimal("expectedHi", state.Forecast?.Last?.Hi);
        json.WriteString("method", state.Forecast is not { } forecast ? null : forecast.ByRunRate ? "run_rate" : "weekdays");
        json.WriteNumber("bandOrigins", state.Forecast?.Origins ?? 0);
        json.WriteStartArray("days");
        for (var i = 0; i < state.Daily.Amounts.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("day", state.Daily.From.AddDays(i).ToString("O"));
            json.WriteExact("amount", state.Daily.Amounts[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("forecast");
        foreach (var day in state.Forecast?.Days ?? [])
        {
            json.WriteStartObject();
            json.WriteString("day", day.Day.ToString("O"));
            json.WriteDecimal("mid", day.Mid);
            json.WriteDecimal("lo", day.Lo);
            json.WriteDecimal("hi", day.Hi);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Errors(Utf8JsonWriter json, IReadOnlyList<BacktestErrors> errors)
    {
        json.WriteStartArray("backtest");
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteNumber("weeks", error.Weeks);
            json.WriteNumber("heldOut", error.Counted);
            json.WriteNumber("withoutUse", error.Empty);
            json.WriteDecimal("mape", error.Model);
            json.WriteDecimal("mapeLastWeek", error.SameWeekday);
            json.WriteDecimal("mapeRunRate", error.RunRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Drivers(Utf8JsonWriter json, BudgetDrivers drivers)
    {
        json.WriteStartObject("drivers");
        json.WriteWindow(drivers.Days);
        json.WriteExact("total", drivers.Total);
        List(json, "tools", drivers.Tools);
        List(json, "repositories", drivers.Repositories);
        List(json, "tickets", drivers.Tickets);
        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string name, IReadOnlyList<BudgetDriver> drivers)
    {
        json.WriteStartArray(name);
        foreach (var driver in drivers)
        {
            json.WriteStartObject();
            json.WriteString("name", driver.Name);
            json.WriteExact("amount", driver.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Day(Utf8JsonWriter json, string name, DateOnly? day) => json.WriteString(name, day?.ToString("O"));
}
