using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;
using Shiprank.Core.Money;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Prices;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Prices;

/// <summary><c>shiprank prices reprice</c>: what past usage would cost by the list in force; with <c>--write</c> it is restated, with a record.</summary>
internal static class RepriceCommand
{
    private static readonly Option<bool> write = new("--write") { Description = "Restate it; without it nothing is written" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("reprice", "Price the usage of --since to --until by the list in force, as a restatement") { write };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Since is not { } since) return context.Fail(ExitCode.Usage, "--since is missing", "re-pricing is for days that are named: --since 2026-07-01 --until 2026-07-31");
        var until = context.Until ?? DateOnly.FromDateTime(context.AsOf.UtcDateTime);
        if (since > until) return context.Fail(ExitCode.Usage, "--since is later than --until");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (open.Workspace.PriceProblem is { } problem) return context.Fail(ExitCode.Failure, problem);
        RepricingPlan plan;
        var written = false;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "pricing"))
        {
            plan = Repricer.Plan(open.Store, open.Workspace.Prices, since, until, context.Environment.Clock.GetUtcNow(), context.Cancellation);
            if (context.Get(write) && plan.Rows.Count > 0)
            {
                Repricer.Write(open.Store, open.Workspace, plan, context.AsOf, context.Cancellation);
                open.Store.Audit(new(plan.Record.At, Viewer.Console.Actor, "prices.repriced", null, $"{since:yyyy-MM-dd} to {until:yyyy-MM-dd}, {plan.Rows.Count} rows, {Nano.Units(plan.DifferenceNano)} USD"), context.Cancellation);
                written = true;
            }
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => RepricingDocument.Write(into, plan, written)));
        else Write(context.Terminal, plan, written);
        return ExitCode.Ok;
    }

    private static void Write(Terminal.Terminal terminal, RepricingPlan plan, bool written)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(plan.Rows.Count, "row")} of {Figures.Count(plan.Looked)}[/] would cost otherwise: {MoneyText.Signed(Nano.Units(plan.DifferenceNano))}");
        if (plan.Rows.Count > 0)
        {
            terminal.Out.WriteLine();
            var table = new QuietTable().Text("month").Text("model").Text("because").Number("rows").Number("was").Number("is").Number("difference").Text("priced by").Optional();
            foreach (var part in plan.Record.Parts) table.Row($"{part.Month:yyyy-MM}", part.Model, part.Cause, Figures.Count(part.Rows), part.OldNano is { } old ? Figures.Dollars(Nano.Units(old)) : "unpriced", Figures.Dollars(Nano.Units(part.NewNano)), MoneyText.Signed(Nano.Units(part.DifferenceNano)), part.OldList);
            table.Total("total", "", "", Figures.Count(plan.Rows.Count), Figures.Dollars(Nano.Units(plan.Record.Parts.Sum(p => p.OldNano ?? 0))), Figures.Dollars(Nano.Units(plan.Record.Parts.Sum(p => p.NewNano))), MoneyText.Signed(Nano.Units(plan.DifferenceNano)), "");
            table.Write(terminal);
        }

        if (plan.KeptRows > 0) terminal.Out.MarkupLineInterpolated($"[grey]{Figures.Many(plan.KeptRows, "row")} ({Figures.Dollars(Nano.Units(plan.KeptNano))}) keep their price: the list in force has none for them.[/]");
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"{(written ? "Restated: `shiprank restatements` and `shiprank prices changes` have the record." : plan.Rows.Count == 0 ? "Nothing to restate." : "Nothing was written: add --write to restate it.")}");
    }
}
