using Shiprank.Core.Money;
using Shiprank.Engine.Chargeback;
using Shiprank.Server.Features.Exports;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>Charges as CSV: every booking of a month, or what a centre's are made of.</summary>
internal static class ChargeTables
{
    public static CsvTable Of(ChargebackView view) => new(
        ["month", "cost_centre", "name", "billed_by", "kind", "rule", "corrects", "usd", "closed"],
        view.Statement.Bookings.Select(IReadOnlyList<object?> (b) =>
        [
            ChargeMonths.Text(view.Statement.Month), b.Centre, view.Rows.FirstOrDefault(r => r.Centre == b.Centre)?.Name, b.Issuer, KindWords.Of(b.Kind), b.Rule, b.Corrects is { } month ? ChargeMonths.Text(month) : null,
            b.Cents / 100m, view.Statement.IsClosed,
        ]));

    public static CsvTable Of(CentreView view) => new(
        ["month", "cost_centre", "part", "name", "tokens", "credits", "usd", "unpriced_tokens"],
        new[] { ("model", view.Models), ("repository", view.Repositories), ("ticket", view.Tickets) }.SelectMany(l => l.Item2.Select(p => (Part: l.Item1, Its: p)))
            .Select(IReadOnlyList<object?> (p) =>
            [
                ChargeMonths.Text(view.Month.Statement.Month), view.Row.Centre, p.Part, p.Its.Name, p.Its.Amount.Tokens.Total, Nano.Units(p.Its.Amount.NanoCredits), Nano.Units(p.Its.Amount.NanoUsd), p.Its.Amount.UnpricedTokens,
            ]));
}
