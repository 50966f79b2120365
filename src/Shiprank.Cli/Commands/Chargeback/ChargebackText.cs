using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Chargeback;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Chargeback;

/// <summary>Charges for people: every line to the cent, and the sum that it comes to.</summary>
internal static class ChargebackText
{
    public static void Write(Terminal.Terminal terminal, ChargebackView view)
    {
        var statement = view.Statement;
        terminal.Out.MarkupLineInterpolated($"[bold]{Usd(statement.Cents)} for {ChargeMonths.Text(statement.Month)}[/], {Against(view)}{State(statement)}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("cost centre").Text("name").Number("direct").Number("shared").Optional().Number("seats").Optional().Number("differences").Optional().Number("corrections").Optional()
            .Number("total").Number("before").Optional().Number("ND").Optional().Number("cost per ND").Optional();
        foreach (var row in view.Rows) table.Row([row.Centre.Length == 0 ? "(none)" : row.Centre, row.Name, .. Cells(row)]);
        table.Total(["total", "", .. Cells(view.Total)]);
        table.Write(terminal);
        terminal.Out.WriteLine();
        Bills(terminal, view);
        foreach (var rule in statement.Body.Rules) terminal.Out.MarkupLineInterpolated($"[grey]{rule}[/]");
    }

    public static void Write(Terminal.Terminal terminal, CentreView view)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{view.Row.Name} pays {Usd(view.Row.Total)} for {ChargeMonths.Text(view.Month.Statement.Month)}[/]");
        terminal.Out.WriteLine();
        var reasons = new QuietTable().Text("what").Text("billed by").Text("why").Number("amount");
        foreach (var reason in view.Reasons) reasons.Row(KindWords.Of(reason.Kind), reason.Issuer, reason.Corrects is { } month ? $"corrects {ChargeMonths.Text(month)}" : reason.Rule, Usd(reason.Cents));
        reasons.Total("total", "", "", Usd(view.Row.Total));
        reasons.Write(terminal);
        Parts(terminal, "tool and model", view.Models);
        Parts(terminal, "repository", view.Repositories);
        if (view.Tickets is not [] and not [{ Name: "" }]) Parts(terminal, "ticket", view.Tickets);
        if (view.Changes.Count == 0) return;
        terminal.Out.WriteLine();
        var changes = new QuietTable().Text("repository").Text("change").Text("became").Number("sessions").Number("cost");
        foreach (var change in view.Changes) changes.Row(change.Repository.Length == 0 ? "" : change.Repository, change.Sha is { } sha ? sha[..Math.Min(10, sha.Length)] : $"({change.Title})", SpendFates.Name(change.Fate), Figures.Count(change.Sessions), Dollars(change.NanoUsd));
        changes.Write(terminal);
        if (view.Hidden > 0) terminal.Out.MarkupLineInterpolated($"[grey]{Figures.Many(view.Hidden, "change")} of people who don’t share are not told apart.[/]");
    }

    public static string Closed(ChargeStatement statement) => $"{ChargeMonths.Text(statement.Month)} is closed with {Usd(statement.Cents)}";

    private static string Against(ChargebackView view) => view.InvoicedCents is { } invoiced
        ? $"exactly the invoices' {Usd(invoiced)}{(view.Statement.CorrectionCents != 0 ? $" and {Usd(view.Statement.CorrectionCents)} of corrections" : "")}"
        : "by our own sums until every invoice is there";

    private static string State(ChargeStatement statement) =>
        statement.Head.ClosedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"; closed on {at:yyyy-MM-dd} by {statement.Head.ClosedBy}") : "; open";

    private static string[] Cells(CentreRow row) =>
    [
        Usd(row.Direct), Usd(row.Shared), Usd(row.Seats), Usd(row.Differences), Usd(row.Corrections), Usd(row.Total), row.Before is { } before ? Usd(before) : "n/a",
        row.Nd is { } nd ? nd.ToString("0.0", CultureInfo.InvariantCulture) : "n/a", row.CostPerNd is { } per ? Usd((long)decimal.Round(per * 100)) : "n/a",
    ];

    private static void Bills(Terminal.Terminal terminal, ChargebackView view)
    {
        var table = new QuietTable().Text("issuer").Number("invoiced").Number("our usage").Number("seats").Number("difference").Text("why");
        foreach (var bill in view.Statement.Body.Bills)
        {
            table.Row(
                bill.Issuer, bill.InvoicedNanoUsd is { } invoiced ? Dollars(invoiced) : "no invoice", Dollars(bill.UsageNanoUsd), Dollars(bill.SeatNanoUsd), Dollars(bill.Gaps.Sum(g => g.NanoUsd)),
                string.Join("; ", bill.Gaps.Select(g => $"{GapCauses.Word(g.Cause)} {Dollars(g.NanoUsd)}: {g.Note}")));
        }

        table.Write(terminal);
        terminal.Out.WriteLine();
    }

    private static void Parts(Terminal.Terminal terminal, string head, IReadOnlyList<CentrePart> parts)
    {
        if (parts.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text(head).Number("tokens").Number("cost");
        foreach (var part in parts) table.Row(part.Name.Length == 0 ? "(none)" : part.Name, part.Amount.Tokens.Total == 0 && part.Amount.NanoCredits > 0 ? $"{Nano.Units(part.Amount.NanoCredits):0.##} credits" : Figures.Short(part.Amount.Tokens.Total), Dollars(part.Amount.NanoUsd));
        table.Write(terminal);
    }

    private static string Usd(long cents) => (cents < 0 ? "-" : "") + (Math.Abs(cents) / 100m).ToString("$#,##0.00", CultureInfo.InvariantCulture);

    private static string Dollars(long nano) => Usd((long)decimal.Round(nano / 10_000_000m, 0, MidpointRounding.ToEven));
}
