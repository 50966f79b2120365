using System.CommandLine;
using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Alerts;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Loops;
using Shiprank.Engine.Scoring;
using Shiprank.Store;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Budgets;

/// <summary><c>shiprank alerts</c>: what fired and nobody has looked at yet; a server judges by itself, <c>--check</c> does it now.</summary>
internal static class AlertsCommand
{
    private const int Most = 200;

    private static readonly Option<bool> check = new("--check") { Description = "Judge budgets, jobs, loops and rates now, and keep what is new" };
    private static readonly Option<bool> send = new("--send") { Description = "Send what was not sent yet, on the ways that `alerts` in the organisation file names" };
    private static readonly Option<bool> all = new("--all") { Description = "Those that were seen too" };
    private static readonly Option<long[]?> seen = new("--seen") { Description = "Mark these as seen", HelpName = "NUMBER" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("alerts", "Budgets, jobs and rates that somebody should look at") { check, send, all, seen };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var round = new AlertRound(open.Store, open.Workspace, context.Environment.Variable, context.Environment.Clock);
        if (context.Get(check))
        {
            using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "judging"))
            {
                var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
                round.Judge(standing, context.Cancellation);
                round.Judge(LoopsView.Of(standing, open.Store, CapRegister.Of(open.Store, open.Workspace, context.AsOf, context.Cancellation) with { AsOf = context.AsOf }, context.AsOf, context.Cancellation), context.Cancellation);
            }
        }

        foreach (var id in context.Get(seen) ?? [])
        {
            if (!open.Store.SeeAlert(id, context.Environment.Clock.GetUtcNow(), context.Cancellation)) return context.Fail(ExitCode.NotFound, $"there is no alert {id.ToString(CultureInfo.InvariantCulture)}");
        }

        var failed = context.Get(send) && Send(context, open, round) is var outcome && outcome != ExitCode.Ok ? outcome : ExitCode.Ok;
        List<StoredAlert> alerts = [.. open.Store.ReadAlerts(Most).Where(a => a.SeenAt is null || context.Get(all))];
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => AlertsDocument.Write(stream, alerts)));
        else Write(context.Terminal, alerts);
        return failed;
    }

    private static ExitCode Send(CommandContext context, OpenWorkspace open, AlertRound round)
    {
        if (open.Workspace.Organisation.Alerts is { Folder: null, Channels.Count: 0 }) return context.Fail(ExitCode.NotFound, "the organisation file names no way to send alerts on", "alerts: in the organisation file; docs/guides/budgets.md shows how");
        if (context.Offline) return context.Fail(ExitCode.Usage, "--send and --offline exclude each other");
        var outcomes = round.Send(context.Cancellation).GetAwaiter().GetResult();
        foreach (var outcome in outcomes)
        {
            if (outcome.Problem is { } problem) context.Terminal.Error($"alerts by {outcome.Way}: {problem.Where}: {problem.Reason}", problem.Remedy);
            else context.Terminal.Out.MarkupLineInterpolated($"[grey]{Figures.Many(outcome.Alerts, "alert")} by {outcome.Way}: sent[/]");
        }

        return outcomes.Any(o => o.Problem is not null) ? ExitCode.Partial : ExitCode.Ok;
    }

    private static void Write(Terminal.Terminal terminal, List<StoredAlert> alerts)
    {
        var open = alerts.Count(a => a.SeenAt is null);
        terminal.Out.MarkupLineInterpolated($"[bold]{(open == 0 ? "No alert is open" : $"{Figures.Many(open, "alert")} {(open == 1 ? "is" : "are")} open")}[/]{(open > 0 ? "; shiprank alerts --seen NUMBER closes one" : "")}");
        if (alerts.Count == 0) return;
        terminal.Out.WriteLine();
        foreach (var alert in alerts)
        {
            terminal.Out.MarkupLineInterpolated($"{alert.Id,4}  {alert.OpenedAt.UtcDateTime:yyyy-MM-dd HH:mm}  [bold]{alert.What.Title}[/]{(alert.SeenAt is null ? "" : " (seen)")}");
            terminal.Out.MarkupLineInterpolated($"      [grey]{alert.What.Text}[/]");
        }
    }
}
