using System.Text.Json;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Engine.Chargeback;

namespace Shiprank.Engine.Documents;

/// <summary>The documents of <c>shiprank chargeback --json</c>: a month by cost centre, and one centre's month. Money as booked, in whole cents.</summary>
public static class ChargebackDocument
{
    public static void Write(Stream into, ChargebackView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        Head(json, view);
        json.WriteStartArray("months");
        foreach (var month in view.Months) json.WriteStringValue(ChargeMonths.Text(month));
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in view.Rows)
        {
            json.WriteStartObject();
            Row(json, row, view);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals");
        Amounts(json, view.Total, view);
        json.WriteEndObject();
        Bills(json, view.Statement.Body);
        json.WriteTexts("rules", view.Statement.Body.Rules);
        json.WriteTexts("problems", view.Statement.Body.Problems);
        json.WriteEndObject();
    }

    public static void Write(Stream into, CentreView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        Head(json, view.Month);
        json.WriteStartObject("centre");
        Row(json, view.Row, view.Month);
        json.WriteEndObject();
        json.WriteStartArray("reasons");
        foreach (var reason in view.Reasons)
        {
            json.WriteStartObject();
            json.WriteString("kind", KindWords.Of(reason.Kind));
            json.WriteString("issuer", reason.Issuer);
            json.WriteString("rule", reason.Rule);
            json.WriteString("corrects", reason.Corrects is { } month ? ChargeMonths.Text(month) : null);
            json.WriteDecimal("usd", reason.Cents / 100m);
            Amount(json, reason.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Parts(json, "models", view.Models);
        Parts(json, "repositories", view.Repositories);
        Parts(json, "tickets", view.Tickets);
        json.WriteStartArray("changes");
        foreach (var change in view.Changes)
        {
            json.WriteStartObject();
            json.WriteString("repository", change.Repository);
            json.WriteString("sha", change.Sha);
            json.WriteString("what", change.Title);
            json.WriteString("fate", SpendFates.Name(change.Fate));
            json.WriteNumber("sessions", change.Sessions);
            json.WriteExact("costUsd", Nano.Units(change.NanoUsd));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("changesNotToldApart", view.Hidden);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, ChargebackView view)
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("month", ChargeMonths.Text(view.Statement.Month));
        json.WriteTime("computedAt", view.Statement.Head.ComputedAt);
        json.WriteTime("closedAt", view.Statement.Head.ClosedAt);
        json.WriteString("closedBy", view.Statement.IsClosed ? view.Statement.Head.ClosedBy : null);
        json.WriteDecimal("invoicedUsd", view.InvoicedCents / 100m);
    }

    private static void Row(Utf8JsonWriter json, CentreRow row, ChargebackView view)
    {
        json.WriteString("id", row.Centre.Length == 0 ? null : row.Centre);
        json.WriteString("name", row.Name);
        json.WriteTexts("teams", row.Teams);
        Amounts(json, row, view);
    }

    private static void Amounts(Utf8JsonWriter json, CentreRow row, ChargebackView view)
    {
        json.WriteDecimal("directUsd", row.Direct / 100m);
        json.WriteDecimal("sharedUsd", row.Shared / 100m);
        json.WriteDecimal("seatsUsd", row.Seats / 100m);
        json.WriteDecimal("differencesUsd", row.Differences / 100m);
        json.WriteDecimal("correctionsUsd", row.Corrections / 100m);
        json.WriteDecimal("totalUsd", row.Total / 100m);
        json.WriteDecimal("beforeUsd", row.Before / 100m);
        json.WriteStartObject("byIssuer");
        for (var i = 0; i < view.Issuers.Count; i++) json.WriteDecimal(view.Issuers[i], row.ByIssuer[i] / 100m);
        json.WriteEndObject();
        json.WriteDecimal("nd", row.Nd);
        json.WriteDecimal("costPerNd", row.CostPerNd);
    }

    private static void Bills(Utf8JsonWriter json, MonthBody body)
    {
        json.WriteStartArray("bills");
        foreach (var bill in body.Bills)
        {
            json.WriteStartObject();
            json.WriteString("issuer", bill.Issuer);
            json.WriteTexts("invoices", [.. bill.Invoices.Select(i => i.Number)]);
            json.WriteExact("invoicedUsd", Nano.Units(bill.InvoicedNanoUsd));
            json.WriteExact("usageUsd", Nano.Units(bill.UsageNanoUsd));
            json.WriteExact("seatsUsd", Nano.Units(bill.SeatNanoUsd));
            json.WriteStartArray("gaps");
            foreach (var (cause, nano, note) in bill.Gaps)
            {
                json.WriteStartObject();
                json.WriteString("cause", GapCauses.Word(cause));
                json.WriteExact("usd", Nano.Units(nano));
                json.WriteString("note", note);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Parts(Utf8JsonWriter json, string name, IReadOnlyList<CentrePart> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name.Length == 0 ? null : part.Name);
            Amount(json, part.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Amount(Utf8JsonWriter json, in ChargeAmount amount)
    {
        json.WriteExact("costUsd", Nano.Units(amount.NanoUsd));
        json.WriteNumber("tokens", amount.Tokens.Total);
        json.WriteExact("credits", Nano.Units(amount.NanoCredits));
        json.WriteNumber("unpricedTokens", amount.UnpricedTokens);
        json.WriteExact("estimatedUsd", Nano.Units(amount.EstimatedNanoUsd));
    }
}
