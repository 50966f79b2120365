using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Engine.Activity;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Reports;

/// <summary><c>shiprank activity</c>: who used most, with what it became. Off unless the organisation file switches it on.</summary>
internal static class ActivityReport
{
    private static readonly Option<int?> window = WindowOptions.Create();

    public static Command Create(CommandHost host)
    {
        var command = new Command("activity", "Usage by person with the fate of the spend, where the organisation file has activity_board: true") { window };
        host.On(command, context => Report.Run(
            context,
            window,
            (standing, days, store) => standing.Workspace.Organisation.ActivityBoard ? (ActivityView.Of(standing, days, QuestionedDays.Of(store)), ActivityView.Withheld) : (null, "the activity board is switched off: `activity_board: true` in the organisation file switches it on"),
            ActivityDocument.Write,
            Write));
        return command;
    }

    private static void Write(Terminal.Terminal terminal, ActivityView view, Standing standing)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]Usage by person[/], {view.Window.Since:yyyy-MM-dd} to {view.Window.Until:yyyy-MM-dd}. Volume is not work: see what it became.");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("person").Number("days").Number("tokens").Number("cost").Number("live").Number("undone").Number("abandoned").Number("no code");
        foreach (var row in view.Rows) table.Row(row.Person.Name, Figures.Count(row.Days), Figures.Short(row.Amount.Tokens), SpendText.Cost(row.Amount), Part(row, SpendGroup.Live), Part(row, SpendGroup.Undone), Part(row, SpendGroup.Abandoned), Part(row, SpendGroup.NoCode));
        if (view.Others > 0) table.Row(Figures.Many(view.Others, "other person who doesn't share", "others who don't share"), "", Figures.Short(view.OthersAmount.Tokens), SpendText.Cost(view.OthersAmount), "", "", "", "");
        if (view.LeftOut.Responses > 0) table.Row("left out while a question is open", "", Figures.Short(view.LeftOut.Tokens), SpendText.Cost(view.LeftOut), "", "", "", "");
        table.Total("total", "", Figures.Short(view.Total.Tokens), SpendText.Cost(view.Total), "", "", "", "");
        table.Write(terminal);
    }

    private static string Part(ActivityRow row, SpendGroup group) => row.Amount.NanoUsd is > 0 and var all ? $"{100m * Nano.Units(row.Groups[group].NanoUsd ?? 0) / Nano.Units(all):0} %" : "";
}
