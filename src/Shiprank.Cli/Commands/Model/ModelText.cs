using Shiprank.Cli.Commands.Prices;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Modelling;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Model;

/// <summary>A model of spend for people: before and after by team, seats, what is taken for granted.</summary>
internal static class ModelText
{
    public static void Write(Terminal.Terminal terminal, SpendModelView view, OrganisationFile organisation)
    {
        var model = view.Model;
        terminal.Out.MarkupLineInterpolated($"[bold]{model.Scenario.Name}: {Figures.Dollars(model.NowUsd)} becomes {Text(model.ThenUsd)}[/], usage of {view.Window.Since:yyyy-MM-dd} to {view.Window.Until:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        var teams = new QuietTable().Text("team").Number("now").Number("then").Number("range").Number("change");
        foreach (var team in model.ByTeam) teams.Row(Cells(Name(team.Name, organisation), team.NowUsd, team.ThenUsd));
        if (model.SeatsUsd != 0) teams.Row("seats", "", "", "", MoneyText.Signed(model.SeatsUsd));
        teams.Total(Cells("total", model.NowUsd, model.ThenUsd));
        teams.Write(terminal);
        terminal.Out.WriteLine();
        var models = new QuietTable().Text("model").Number("now").Number("then");
        foreach (var one in model.ByModel) models.Row(one.Name ?? "(unknown)", Figures.Dollars(one.NowUsd), Figures.Dollars(one.ThenUsd.Mid));
        models.Write(terminal);
        foreach (var seat in model.Seats)
        {
            terminal.Out.WriteLine();
            terminal.Out.MarkupLineInterpolated($"{seat.Offer.Name} breaks even at {Figures.Dollars(seat.Offer.UsdPerMonth)} a month: {(seat.Above is { } above ? $"{above} of {seat.People} people are above it, {seat.Below} below" : $"too few of {seat.People} people on one side to say how many")}.");
        }

        terminal.Out.WriteLine();
        foreach (var kept in model.Kept) terminal.Out.MarkupLineInterpolated($"[grey]Kept as it is: {Figures.Dollars(kept.Usd)} of {(kept.Model.Length > 0 ? kept.Model : "an unknown model")}, {kept.Why}.[/]");
        if (model.UnpricedResponses > 0) terminal.Out.MarkupLineInterpolated($"[grey]In neither sum: {Figures.Many(model.UnpricedResponses, "response")} without a price today, {Figures.Short(model.UnpricedTokens)} tokens.[/]");
        foreach (var assumption in model.Assumptions) terminal.Out.MarkupLineInterpolated($"[grey]Assumed: {assumption}[/]");
    }

    public static void Write(Terminal.Terminal terminal, ScenarioCheck check, OrganisationFile organisation)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{check.Said.Model.Scenario.Name}[/], {check.After.Since:yyyy-MM-dd} to {check.After.Until:yyyy-MM-dd}: said {Text(check.Total.Said)}, {Figures.Dollars(check.Total.ActualUsd)} happened{(check.IsOver ? $", {Word(check.Total.Verdict)}" : $"; {check.Days} of {check.AllDays} days are over")}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("team").Number("before").Number("said").Number("range").Number("happened").Text("verdict");
        foreach (var team in check.Teams) table.Row(Checked(Name(team.Name, organisation), team));
        table.Total(Checked("total", check.Total));
        table.Write(terminal);
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"[grey]Tokens: {Figures.Short(check.BeforeTokens)} before, {Figures.Short(check.ActualTokens)} happened{(check.ActualUnpricedTokens > 0 ? $", of which {Figures.Short(check.ActualUnpricedTokens)} have no price" : "")}. A difference may be of how much was used as well as of what it cost.[/]");
    }

    private static string[] Checked(string name, CheckedGroup group) =>
        [name, Figures.Dollars(group.BeforeUsd), Figures.Dollars(group.Said.Mid), Range(group.Said), Figures.Dollars(group.ActualUsd), Word(group.Verdict)];

    private static string[] Cells(string name, decimal now, Estimate then) => [name, Figures.Dollars(now), Figures.Dollars(then.Mid), Range(then), now == then.Mid && then.IsExact ? "same" : MoneyText.Signed(then.Mid - now)];

    private static string Word(ScenarioVerdict verdict) => verdict switch
    {
        ScenarioVerdict.Within => "within the range",
        ScenarioVerdict.Below => "less than said",
        ScenarioVerdict.Above => "more than said",
        _ => "not over",
    };

    private static string Text(Estimate usd) => usd.IsExact ? Figures.Dollars(usd.Mid) : $"{Figures.Dollars(usd.Mid)} ({Figures.Dollars(usd.Lo)} to {Figures.Dollars(usd.Hi)})";

    private static string Range(Estimate usd) => usd.IsExact ? "" : $"{Figures.Dollars(usd.Lo)} to {Figures.Dollars(usd.Hi)}";

    private static string Name(string? team, OrganisationFile organisation) => team is null ? "no team" : organisation.Teams.FirstOrDefault(t => t.Id == team)?.Name ?? team;
}
