using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Reports;

/// <summary><c>shiprank adoption</c>: who uses agents, by team and week, against the target.</summary>
internal static class AdoptionReport
{
    private static readonly Option<int?> window = WindowOptions.Create();

    public static Command Create(CommandHost host)
    {
        var command = new Command("adoption", "Weekly use of agents by team, against the organisation's target") { window };
        host.On(command, context => Report.Run(context, window, (standing, days) => (AdoptionView.Of(standing, days), ""), AdoptionDocument.Write, Write));
        return command;
    }

    private static void Write(Terminal.Terminal terminal, AdoptionView view, Standing standing)
    {
        if (view.All.Last is not { } last)
        {
            terminal.Out.WriteLine("No whole ISO week in the window.");
            return;
        }

        terminal.Out.MarkupLineInterpolated($"[bold]{last.Users} of {last.Employed} people used an agent[/] in the week of {last.Monday:yyyy-MM-dd}: {SpendText.Share(last.Share)}, target {100 * view.Target:0} %");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("team").Number("people").Number("used").Number("share").Number("short of target").Text($"{view.All.Weeks.Count} weeks");
        foreach (var row in view.Teams.Where(t => t.Last is { IsHidden: false })) table.Row(Cells(row, view.Target));
        table.Total(Cells(view.All, view.Target));
        table.Write(terminal);
        Cohorts(terminal, CohortView.Of(standing));
    }

    private static void Cohorts(Terminal.Terminal terminal, CohortView view)
    {
        terminal.Out.WriteLine();
        if (view.Rows.Count == 0)
        {
            terminal.Out.MarkupLineInterpolated($"[grey]By use: not shown of fewer than {view.Least} people.[/]");
            return;
        }

        var table = new QuietTable().Text($"use, {view.Window.Since:yyyy-MM-dd} to {view.Window.Until:yyyy-MM-dd}").Number("people").Number("changes").Number("lines alive").Number("failed deployments").Number("reviewed");
        foreach (var row in view.Rows) table.Row(row.Missing is null ? [row.Name, Figures.Count(row.People), Figures.Count(row.Changes), SpendText.Share(row.Survival), SpendText.Share(row.Quality.ChangeFailureRate), SpendText.Share(row.Quality.ReviewCoverage)] : [row.Name, Figures.Count(row.People), "not shown", "", "", ""]);
        table.Write(terminal);
        terminal.Out.MarkupLineInterpolated($"[grey]Light: less than a day a week, heavy: three or more. {CohortView.Warning}[/]");
    }

    private static string[] Cells(AdoptionRow row, decimal target)
    {
        var last = row.Last!.Value;
        return [row.Name, Figures.Count(last.Employed), Figures.Count(last.Users), SpendText.Share(last.Share), Figures.Count(last.Short(target)), string.Join(' ', row.Weeks.Select(w => w.Share.Value is { } share ? $"{100 * share:0}" : "-"))];
    }
}
