using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Teams;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Reports;

/// <summary><c>shiprank team ID</c>: a team against its own past.</summary>
internal static class TeamReport
{
    private static readonly Option<int?> window = WindowOptions.Create();
    private static readonly Argument<string> id = new("ID") { Description = "A team's id in the organisation file" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("team", "A team against its own past: deliveries, quality, spend") { id, window };
        host.On(command, context => Report.Run(
            context, window, (standing, days) => (TeamView.Of(standing, context.Get(id)!, days), $"no team {context.Get(id)} in the organisation file"), TeamDocument.Write, Write));
        return command;
    }

    private static void Write(Terminal.Terminal terminal, TeamView view, Standing standing)
    {
        var window = view.Sums.Window;
        if (view.IsHidden)
        {
            terminal.Out.MarkupLineInterpolated($"[bold]{view.Team.Name}[/]: nothing is shown of fewer than {standing.Shield.Rules.Least} people.");
            return;
        }

        terminal.Out.MarkupLineInterpolated($"[bold]{view.Team.Name}[/], {Figures.Many(view.Now.Row.Group.Members, "person", "people")}, {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd} against as many days before");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("figure").Number("now").Number("before");
        if (view.Spend.Why is { } why) terminal.Out.MarkupLineInterpolated($"[grey]Not shown: spend of {view.Spend.LeftOut} of {view.Spend.Weeks} weeks ({why}).[/]");
        Row(table, "normalised deployments", l => $"{l.Row.Group.Total.Nd:0.0}", view);
        Row(table, "a week and engineer", l => $"{l.Row.NdPerWeek.Value:0.00}", view);
        Row(table, "failed deployments", l => SpendText.Share(l.Companions!.ChangeFailureRate), view);
        Row(table, "merged requests", l => SpendText.Share(l.Companions!.MergeRate), view);
        Row(table, "cycle time", l => l.Companions!.CycleTime.Median is { } hours ? $"{hours:0.0} h" : "?", view);
        Row(table, "rework", l => SpendText.Share(l.Companions!.Rework), view);
        Row(table, "spend", l => SpendText.Dollars(l.Companions!.SpendUsd), view);
        Row(table, "per ND", l => SpendText.Dollars(l.Companions!.CostPerNd), view);
        Row(table, "adoption", l => SpendText.Share(l.Companions!.Adoption), view);
        table.Write(terminal);
        terminal.Out.WriteLine();
        SpendText.Groups(view.Sums).Write(terminal);
    }

    private static void Row(QuietTable table, string name, Func<BoardLine, string> figure, TeamView view) => table.Row(name, figure(view.Now), view.Before.Companions is null ? "?" : figure(view.Before));
}
