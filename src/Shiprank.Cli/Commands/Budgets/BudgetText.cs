using Shiprank.Cli.Terminal;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Budgets;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Budgets;

/// <summary>Budgets for people.</summary>
internal static class BudgetText
{
    private const int Shown = 5;

    public static void All(Terminal.Terminal terminal, BudgetsView view)
    {
        var ending = view.Rows.Where(r => r.State.Outlook is BudgetOutlook.Spent or BudgetOutlook.RunsOut).ToList();
        terminal.Out.MarkupLineInterpolated($"[bold]{(ending.Count == 0 ? "Every budget lasts to the end of its period" : $"{ending.Count} of {Figures.Many(view.Rows.Count, "budget")} {(ending.Count == 1 ? "ends" : "end")} before the period does")}[/], as of {view.Through:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("budget").Text("period").Number("used").Number("share").Number("budget").Number("forecast").Text("80 % band").Text("lasts until");
        foreach (var row in view.Rows)
        {
            var (state, unit) = (row.State, row.Budget.Unit);
            table.Row(
                row.Budget.Name, $"{state.Span.Since:yyyy-MM-dd} to {state.Span.Until:yyyy-MM-dd}", Used(state), BudgetWords.Share(state.Share), BudgetWords.Amount(unit, row.Budget.Amount),
                state.Expected is { } expected ? BudgetWords.Amount(unit, expected) : "?", Band(state), Until(state));
        }

        table.Write(terminal);
        foreach (var budget in view.Outside) terminal.Out.MarkupLineInterpolated($"[grey]{budget.Name} has no period on {view.Through:yyyy-MM-dd}.[/]");
        foreach (var row in view.Rows.Where(r => r.State.Unpriced > 0)) terminal.Out.MarkupLineInterpolated($"[grey]{row.Budget.Name}: {Figures.Many(row.State.Unpriced, "response")} have no price and are in no figure.[/]");
        terminal.Out.MarkupLine("[grey]What drives one: shiprank budget NAME. How far the forecast can be trusted: shiprank budget --backtest.[/]");
    }

    public static void One(Terminal.Terminal terminal, BudgetRow row, OrganisationFile organisation)
    {
        var (state, unit) = (row.State, row.Budget.Unit);
        terminal.Out.MarkupLineInterpolated($"[bold]{row.Budget.Name}[/] ({BudgetWords.Of(row.Budget.Of, organisation)}) {BudgetWords.End(state)}: {Used(state)} of {BudgetWords.Amount(unit, row.Budget.Amount)} used, {state.Span.Since:yyyy-MM-dd} to {state.Span.Until:yyyy-MM-dd}");
        if (state.Expected is { } expected) terminal.Out.MarkupLineInterpolated($"Forecast for its end: {BudgetWords.Amount(unit, expected)}{(Band(state) is { Length: > 0 } band ? $", four of five times within {band}" : "")}{(state.Forecast!.ByRunRate ? " (at the mean of the few days known)" : "")}");
        foreach (var crossing in state.Crossed) terminal.Out.MarkupLineInterpolated($"{BudgetWords.Share(crossing.Threshold)} reached on {crossing.Day:yyyy-MM-dd}");
        List(terminal, "tool", row.Drivers.Tools, row);
        List(terminal, "repository", row.Drivers.Repositories, row);
        List(terminal, "ticket", row.Drivers.Tickets, row);
    }

    public static void Backtest(Terminal.Terminal terminal, BudgetsView view)
    {
        terminal.Out.MarkupLine("[bold]Mean error of forecasts of held-out weeks[/], each made without knowing its weeks");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("budget").Number("weeks ahead").Number("held out").Number("without use").Number("forecast").Number("last week again").Number("run rate").Text("best");
        foreach (var row in view.Rows)
        {
            foreach (var error in row.Errors) table.Row(row.Budget.Name, Figures.Count(error.Weeks), Figures.Count(error.Counted), Figures.Count(error.Empty), Percent(error.Model), Percent(error.SameWeekday), Percent(error.RunRate), Best(error));
        }

        table.Write(terminal);
        terminal.Out.MarkupLine("[grey]Mean absolute percentage error of the weeks' sum. Last week again: the same weekday a week before. Run rate: the mean day of four weeks.[/]");
    }

    private static string Best(BacktestErrors error) => error.Model is null ? "not known" : error.Holds ? "forecast" : error.SameWeekday < error.RunRate ? "last week again" : "run rate";

    private static string Percent(decimal? error) => error is { } value ? $"{100 * value:0.0} %" : "?";

    private static string Used(BudgetState state) => $"{(state.Unpriced > 0 ? "≥ " : "")}{BudgetWords.Amount(state.Budget.Unit, state.Used)}";

    private static string Band(BudgetState state) => state.Forecast?.Last is { Lo: { } lo, Hi: { } hi } ? $"{BudgetWords.Amount(state.Budget.Unit, lo)} – {BudgetWords.Amount(state.Budget.Unit, hi)}" : "";

    private static string Until(BudgetState state) => state.Outlook switch
    {
        BudgetOutlook.Spent => $"used up {state.EndsOn:yyyy-MM-dd}",
        BudgetOutlook.RunsOut => $"{state.EndsOn:yyyy-MM-dd}",
        BudgetOutlook.MayRunOut => $"the end, or {state.Earliest:yyyy-MM-dd}",
        BudgetOutlook.Lasts => "the end",
        _ => "not known",
    };

    private static void List(Terminal.Terminal terminal, string what, IReadOnlyList<BudgetDriver> drivers, BudgetRow row)
    {
        if (drivers.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text($"{what}, last four weeks").Number("used").Number("share");
        var known = drivers.Where(d => d.Name is not null).ToList();
        foreach (var driver in known.Take(Shown)) Row(driver.Name!, driver.Amount);
        if (known.Count > Shown) Row($"{known.Count - Shown} more", known.Skip(Shown).Sum(d => d.Amount));
        foreach (var unknown in drivers.Where(d => d.Name is null)) Row("(not known)", unknown.Amount);
        table.Total("total", BudgetWords.Amount(row.Budget.Unit, row.Drivers.Total), "");
        table.Write(terminal);

        void Row(string name, decimal amount) => table.Row(name, BudgetWords.Amount(row.Budget.Unit, amount), row.Drivers.Total == 0 ? "" : BudgetWords.Share(amount / row.Drivers.Total));
    }
}
