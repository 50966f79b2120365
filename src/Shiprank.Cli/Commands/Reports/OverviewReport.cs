using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Overview;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Reports;

/// <summary><c>shiprank overview</c>: what was spent, and what came of it?</summary>
internal static class OverviewReport
{
    private static readonly Option<int?> window = WindowOptions.Create();
    private static readonly Option<string?> team = new("--team") { Description = "Of a team alone", HelpName = "ID" };
    private static readonly Option<string?> tool = new("--tool") { Description = "Of one tool; deliveries are not known by tool", HelpName = "ID" };
    private static readonly Option<string?> model = new("--model") { Description = "Of one model", HelpName = "NAME" };
    private static readonly Option<string?> repository = new("--repository") { Description = "Of one repository", HelpName = "NAME" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("overview", "What the organisation spent on agents, and what came of it") { window, team, tool, model, repository };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context) => Report.Run(context, window, (standing, days) => Ask(context, standing, days), OverviewDocument.Write, Write);

    private static (OverviewView?, string) Ask(CommandContext context, Standing standing, ScoreWindow days)
    {
        var organisation = standing.Workspace.Organisation;
        if (context.Get(team) is { } id && organisation.Teams.All(t => t.Id != id)) return (null, $"no team {id}");
        if (context.Get(repository) is { } name && organisation.Repositories.All(r => r.Name != name)) return (null, $"no repository {name}");
        var filter = new SpendFilter(context.Get(team), null, context.Get(tool), context.Get(model), context.Get(repository));
        return (OverviewView.Of(standing, new(days, DoraBuilder.Previous(days), filter)), "");
    }

    private static void Write(Terminal.Terminal terminal, OverviewView view, Standing standing)
    {
        var now = view.Now;
        terminal.Out.MarkupLineInterpolated($"[bold]{SpendText.Cost(now.Spend)} of AI coding[/], {now.Window.Since:yyyy-MM-dd} to {now.Window.Until:yyyy-MM-dd}{Bought(view)}");
        terminal.Out.WriteLine();
        if (view.Shown.Why is { } why) terminal.Out.MarkupLineInterpolated($"[grey]Not shown: {(view.Shown.IsHidden ? "this spend" : $"{view.Shown.LeftOut} of {view.Shown.Weeks} weeks")} ({why}).[/]");
        SpendText.Groups(now).Write(terminal);
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("figure").Number("now").Number("before");
        table.Row("AI spend", SpendText.Cost(now.Spend), view.Before is { } a ? SpendText.Cost(a.Spend) : "");
        table.Row("normalised deployments", now.Nd is { } nd ? $"{nd.Nd:0.0}" : "?", view.Before?.Nd is { } earlier ? $"{earlier.Nd:0.0}" : "");
        table.Row("cost per ND", SpendText.Dollars(now.CostPerNd), view.Before is { } b ? SpendText.Dollars(b.CostPerNd) : "");
        table.Row("spend tied to shipped changes", SpendText.Share(now.Tied), view.Before is { } c ? SpendText.Share(c.Tied) : "");
        if (view.Adoption.Last is { } last) table.Row("weekly adoption", $"{SpendText.Share(last.Share)} ({last.Users} of {last.Employed})", "");
        table.Write(terminal);
    }

    private static string Bought(OverviewView view) => view.Now.Nd is { } nd ? $": {nd.Nd:0.0} normalised deployments{(view.Now.CostPerNd.Value is { } each ? $" at {Figures.Dollars(each)} each" : "")}" : "";
}
