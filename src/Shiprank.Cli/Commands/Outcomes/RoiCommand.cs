using System.CommandLine;
using System.Globalization;
using Shiprank.Cli.Commands.Reports;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Money.Outcomes;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Outcomes;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Outcomes;

/// <summary><c>shiprank roi</c>: what a delivered unit costs, and what DORA's calculator makes of it. What nobody knows is unknown.</summary>
internal static class RoiCommand
{
    private static readonly Option<int?> window = WindowOptions.Create();
    private static readonly Option<string[]?> set = new("--set") { Description = "State an input of the calculator: time_saved=0.1", HelpName = "KEY=VALUE" };
    private static readonly Option<bool> example = new("--example") { Description = "The calculator with the numbers that it comes with: nobody's facts" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("roi", "What a delivered unit costs, and what came back of it") { window, set, example };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        Dictionary<string, decimal> stated = new(StringComparer.Ordinal);
        foreach (var text in context.Get(set) ?? [])
        {
            var parts = text.Split('=', 2);
            if (Roi.Example.All(i => i.Key != parts[0])) return context.Fail(ExitCode.Usage, $"--set: there is no input '{parts[0]}'", string.Join(", ", Roi.Example.Select(i => i.Key)));
            if (parts.Length < 2 || !decimal.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1_000_000_000_000m) return context.Fail(ExitCode.Usage, $"--set: '{text}' has no number from 0 to 1,000,000,000,000", "such as time_saved=0.1");
            stated[parts[0]] = value;
        }

        return Report.Run(context, window, (standing, days) => (Ask(context, standing, days, stated), ""), OutcomeDocument.Write, Write);
    }

    private static OutcomeView Ask(CommandContext context, Standing standing, Core.Score.ScoreWindow days, Dictionary<string, decimal> stated)
    {
        var view = OutcomeView.Of(standing, days, stated);
        return context.Get(example) ? view with { Roi = new Roi(Roi.Example).With(stated, "stated here") } : view;
    }

    private static void Write(Terminal.Terminal terminal, OutcomeView view, Standing standing)
    {
        var (now, before) = (view.Now, view.Before);
        terminal.Out.MarkupLineInterpolated($"[bold]{Headline(view)}[/], {now.Window.Since:yyyy-MM-dd} to {now.Window.Until:yyyy-MM-dd} against as many days before");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("figure").Number("now").Number("before");
        Row("person-weeks", p => $"{p.Cost.PersonWeeks:#,##0.0}");
        Row("labour", p => Usd(p.Cost.LabourUsd));
        Row("agents", p => Usd(p.Cost.AiUsd));
        Row("all", p => Usd(p.Cost.TotalUsd));
        Row("delivered: ND / changes / deployments", p => $"{p.Units.Nd:0.0} / {p.Units.Changes} / {p.Units.Deployments}");
        Row($"cost to serve, USD per {Unit(view)}", p => SpendText.Dollars(p.ToServe.Usd));
        Row($"cost to serve, person-weeks per {Unit(view)}", p => p.ToServe.PersonWeeks.Value is { } value ? $"{value:0.00}" : "?");
        foreach (var (metric, i) in now.ToServe.Tension.Select((m, i) => (m, i))) Row($"  beside it: {metric.Word.ToLowerInvariant()}", p => Tension(p.ToServe.Tension[i]));
        Row("agents' part per ND", p => SpendText.Dollars(p.AiPer(p.Units.Nd, "")));
        Row("agents' part per change", p => SpendText.Dollars(p.AiPer(p.Units.Changes, "")));
        Row("agents' part per line alive", p => SpendText.Dollars(p.AiPer(p.Units.Lines, "")));
        table.Write(terminal);
        terminal.Out.WriteLine();
        Return(terminal, view.Roi);

        void Row(string name, Func<OutcomePeriod, string> figure) => table.Row(name, figure(now), figure(before));
    }

    private static void Return(Terminal.Terminal terminal, Roi roi)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]DORA's calculator[/]: {(roi.Return is { } rate ? $"a return of {100 * rate:0} % a year" : $"no return can be told, {Figures.Many(roi.Missing.Count(), "input")} {(roi.Missing.Count() == 1 ? "is" : "are")} not known")}");
        terminal.Out.WriteLine();
        var inputs = new QuietTable().Text("input").Number("value").Text("origin").Text("from").Optional();
        foreach (var input in roi.Inputs) inputs.Row(input.Key, input.Value is { } value ? value.ToString("#,##0.####", CultureInfo.InvariantCulture) : "?", input.Origin.ToString().ToLowerInvariant(), input.Note);
        inputs.Write(terminal);
        terminal.Out.WriteLine();
        var results = new QuietTable().Text("result").Number("USD a year");
        foreach (var (name, value) in new[] { ("hard cost", roi.HardCost), ("cost of learning", roi.LearningCost), ("investment", roi.Investment), ("capacity", roi.Capacity), ("features", roi.Features), ("downtime", roi.Downtime), ("value", roi.Value), ("benefit", roi.Benefit) }) results.Row(name, Usd(value));
        results.Row("payback, years", roi.PaybackYears is { } years ? $"{years:0.0}" : "?");
        results.Write(terminal);
        terminal.Out.MarkupLine("[grey]Before and after are two windows, not a trial: what else changed between them is in it too.[/]");
    }

    private static string Headline(OutcomeView view) => view.Now.ToServe.Usd.Value is { } usd ? $"{Usd(usd)} for each {Unit(view)}" : view.Now.ToServe.PersonWeeks.Value is { } weeks ? $"{weeks:0.00} person-weeks for each {Unit(view)}; what a week costs is not known" : $"No cost of a unit: {view.Now.ToServe.PersonWeeks.Missing}";

    private static string Unit(OutcomeView view) => view.Unit switch { Core.Organisation.DeliveredUnit.Changes => "change", Core.Organisation.DeliveredUnit.Deployments => "deployment", _ => "ND" };

    private static string Tension(TensionMetric metric) => metric.Figure.Value is not { } value ? "?" : metric.Name == "defectsPer100" ? $"{value:0.0}" : $"{100 * value:0.0} %";

    private static string Usd(decimal? amount) => amount is { } known ? BudgetWords.Amount(BudgetUnit.Usd, known) : "?";
}
