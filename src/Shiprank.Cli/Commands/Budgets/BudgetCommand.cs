using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Budgets;

/// <summary><c>shiprank budget</c>: will we stay inside? With <c>--backtest</c>: how far can the forecast be trusted?</summary>
internal static class BudgetCommand
{
    private static readonly Argument<string?> name = new("NAME") { Description = "One budget, with what drives it (default: all, in a table)", DefaultValueFactory = _ => null };
    private static readonly Option<bool> backtest = new("--backtest") { Description = "How wrong the forecasts of past weeks were, beside two naive ones" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("budget", "Budgets: used, left, and the day on which each ends") { name, backtest };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (open.Workspace.Organisation.Budgets.Count == 0) return context.Fail(ExitCode.NotFound, "the organisation file has no budgets", "budgets: in the organisation file; docs/guides/budgets.md shows how");
        Standing standing;
        BudgetsView view;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "forecasting"))
        {
            standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            view = BudgetsView.Of(standing);
        }

        if (context.Get(name) is { } asked)
        {
            view = view with { Rows = [.. view.Rows.Where(r => r.Budget.Name.Equals(asked, StringComparison.OrdinalIgnoreCase))], Outside = [] };
            if (view.Rows.Count == 0) return context.Fail(ExitCode.NotFound, $"no budget named '{asked}' has a period on {view.Through:yyyy-MM-dd}", $"there are: {string.Join(", ", open.Workspace.Organisation.Budgets.Select(b => b.Name))}");
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => BudgetsDocument.Write(stream, view, standing)));
        else if (context.Get(backtest)) BudgetText.Backtest(context.Terminal, view);
        else if (context.Get(name) is not null) BudgetText.One(context.Terminal, view.Rows[0], open.Workspace.Organisation);
        else BudgetText.All(context.Terminal, view);
        foreach (var unread in standing.Unread) context.Terminal.Warn($"{unread.Where}: {unread.Reason}", unread.Remedy);
        return standing.Unread.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
