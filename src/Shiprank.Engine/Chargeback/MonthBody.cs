using System.Text;
using System.Text.Json;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Engine.Documents;

namespace Shiprank.Engine.Chargeback;

/// <summary>What stands beside a month's charges and is frozen with them: bills, rules in force, what could not be taken into account.</summary>
/// <param name="Rules">In words, in their order.</param>
public sealed record MonthBody(IReadOnlyList<MonthBill> Bills, IReadOnlyList<string> Rules, IReadOnlyList<string> Problems)
{
    public string Write()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartArray("bills");
            foreach (var bill in Bills) Write(json, bill);
            json.WriteEndArray();
            json.WriteTexts("rules", Rules);
            json.WriteTexts("problems", Problems);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static MonthBody Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        var root = document.RootElement;
        return new([.. root.GetProperty("bills").EnumerateArray().Select(Bill)], Texts(root, "rules"), Texts(root, "problems"));
    }

    private static void Write(Utf8JsonWriter json, MonthBill bill)
    {
        json.WriteStartObject();
        json.WriteString("issuer", bill.Issuer);
        json.WriteStartArray("invoices");
        foreach (var invoice in bill.Invoices)
        {
            json.WriteStartObject();
            json.WriteString("number", invoice.Number);
            json.WriteString("month", ChargeMonths.Text(invoice.Month));
            json.WriteExact("total", invoice.Total);
            json.WriteString("currency", invoice.Currency);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (bill.InvoicedNanoUsd is { } invoiced) json.WriteNumber("invoicedNano", invoiced);
        json.WriteNumber("usageNano", bill.UsageNanoUsd);
        json.WriteNumber("seatNano", bill.SeatNanoUsd);
        json.WriteStartArray("gaps");
        foreach (var (cause, nano, note) in bill.Gaps)
        {
            json.WriteStartObject();
            json.WriteString("cause", GapCauses.Word(cause));
            json.WriteNumber("nano", nano);
            json.WriteString("note", note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static MonthBill Bill(JsonElement bill)
    {
        var issuer = bill.GetProperty("issuer").GetString()!;
        return new(
            issuer,
            [.. bill.GetProperty("invoices").EnumerateArray().Select(i => new Invoice(issuer, i.GetProperty("number").GetString()!, ChargeMonths.Parse(i.GetProperty("month").GetString()!)!.Value, decimal.Parse(i.GetProperty("total").GetString()!, System.Globalization.CultureInfo.InvariantCulture), i.GetProperty("currency").GetString()!))],
            bill.TryGetProperty("invoicedNano", out var invoiced) ? invoiced.GetInt64() : null,
            bill.GetProperty("usageNano").GetInt64(),
            bill.GetProperty("seatNano").GetInt64(),
            [.. bill.GetProperty("gaps").EnumerateArray().Select(g => (GapCauses.Of(g.GetProperty("cause").GetString()!) ?? GapCause.Unexplained, g.GetProperty("nano").GetInt64(), g.GetProperty("note").GetString()!))]);
    }

    private static IReadOnlyList<string> Texts(JsonElement root, string name) => [.. root.GetProperty(name).EnumerateArray().Select(t => t.GetString()!)];
}
