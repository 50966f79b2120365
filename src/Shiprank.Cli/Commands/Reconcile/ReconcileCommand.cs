using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Reconcile;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Reconcile;

/// <summary><c>shiprank reconcile</c>: do our totals match the bills?</summary>
internal static class ReconcileCommand
{
    private static readonly Option<string?> month = Month();
    private static readonly Option<string?> issuer = new("--issuer") { Description = "Of one issuer: anthropic, openai, github, aws, …", HelpName = "ID" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("reconcile", "Vendors' bills beside the ledger: the difference by cause") { month, issuer };
        host.On(command, Run);
        return command;
    }

    private static Option<string?> Month()
    {
        var option = new Option<string?>("--month") { Description = "Billing month; default: the latest with a bill", HelpName = "YYYY-MM" };
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => ChargeMonths.Parse(t.Value) is null)) result.AddError($"--month: '{token.Value}' is not a month like 2026-07");
        });
        return option;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var chosen = context.Get(month) is { } text ? ChargeMonths.Parse(text) : null;
        var view = ReconcileView.Of(open.Store, open.Workspace, chosen, context.Get(issuer), DateOnly.FromDateTime(context.AsOf.UtcDateTime), context.Cancellation);
        if (context.Get(issuer) is { } name && view.Issuers.Count == 0) return context.Fail(ExitCode.NotFound, $"neither a bill nor usage of {name} in {ChargeMonths.Text(view.Month)}");
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ReconcileDocument.Write(stream, view)));
        else Write(context.Terminal, view);
        return ExitCode.Ok;
    }

    private static void Write(Terminal.Terminal terminal, ReconcileView view)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{ReconcileWords.Answer(view)}[/]");
        if (view.Issuers.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("issuer").Text("basis").Number("ours").Number("theirs").Number("difference");
        foreach (var found in view.Issuers) table.Row(found.Issuer, ReconcileDocument.BasisText(found.Basis), Figures.Dollars(found.Ours), Dollars(found.Theirs), Dollars(found.Difference));
        table.Total("total of billed", "", Figures.Dollars(Nano.Units(view.OursNano)), Figures.Dollars(Nano.Units(view.TheirsNano)), Figures.Dollars(Nano.Units(view.TheirsNano - view.OursNano)));
        table.Write(terminal);
        terminal.Out.WriteLine();
        var gaps = new QuietTable().Text("issuer").Text("cause").Number("difference").Text("why");
        foreach (var gap in view.Issuers.SelectMany(i => i.Gaps)) gaps.Row(gap.Issuer, GapCauses.Word(gap.Cause).Replace('_', ' '), Dollars(gap.Amount), gap.Note);
        gaps.Write(terminal);
        foreach (var found in view.Issuers.Where(i => i.Actors is not null))
        {
            var actors = found.Actors!;
            terminal.Out.MarkupLineInterpolated($"[grey]{found.Issuer}: {actors.Metered} of {Figures.Many(actors.Named, "account")} that the vendor names have usage here{(actors.Unmatched > 0 ? $"; {actors.Unmatched} belong to nobody in the organisation file" : "")}[/]");
        }

        foreach (var found in view.Issuers)
        {
            foreach (var other in found.Others) terminal.Out.MarkupLineInterpolated($"[grey]{found.Issuer}: {other.Currency} {other.Amount:#,0.00} is not compared, only dollars are[/]");
        }

        foreach (var advice in view.Advice) terminal.Hint(advice.Text);
    }

    private static string Dollars(decimal? usd) => usd is { } known ? Figures.Dollars(known) : "no bill";
}
