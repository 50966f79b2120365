using System.Text.Json;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Reconcile;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank reconcile --json</c>: both sides of each issuer's month, and the gaps, which sum to the difference.</summary>
public static class ReconcileDocument
{
    public static string BasisText(BillBasis basis) => basis switch
    {
        BillBasis.Invoice => "invoice",
        BillBasis.Report => "report",
        _ => "none",
    };

    public static string Month(DateOnly month) => month.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    public static void Write(Stream into, ReconcileView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("month", Month(view.Month));
        json.WriteStartArray("months");
        foreach (var month in view.Months) json.WriteStringValue(Month(month));
        json.WriteEndArray();
        json.WriteExact("oursUsd", Nano.Units(view.OursNano));
        json.WriteExact("theirsUsd", Nano.Units(view.TheirsNano));
        json.WriteExact("unbilledUsd", Nano.Units(view.UnbilledNano));
        json.WriteStartArray("causes");
        foreach (var (cause, nano) in view.Causes)
        {
            json.WriteStartObject();
            json.WriteString("cause", GapCauses.Word(cause));
            json.WriteExact("usd", Nano.Units(nano));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("issuers");
        foreach (var issuer in view.Issuers) Issuer(json, issuer);
        json.WriteEndArray();
        json.WriteStartArray("around");
        foreach (var issuer in view.Around)
        {
            json.WriteStartObject();
            Sides(json, issuer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("advice");
        foreach (var advice in view.Advice)
        {
            json.WriteStartObject();
            json.WriteString("issuer", advice.Issuer);
            json.WriteExact("usd", advice.Usd);
            json.WriteString("text", advice.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Sides(Utf8JsonWriter json, Reconciliation found)
    {
        json.WriteString("issuer", found.Issuer);
        json.WriteString("month", Month(found.Month));
        json.WriteString("basis", BasisText(found.Basis));
        json.WriteExact("oursUsd", found.Ours);
        json.WriteExact("theirsUsd", found.Theirs);
        json.WriteExact("differenceUsd", found.Difference);
    }

    private static void Issuer(Utf8JsonWriter json, Reconciliation found)
    {
        json.WriteStartObject();
        Sides(json, found);
        json.WriteStartArray("gaps");
        foreach (var gap in found.Gaps)
        {
            json.WriteStartObject();
            json.WriteString("cause", GapCauses.Word(gap.Cause));
            json.WriteExact("usd", gap.Amount);
            json.WriteString("note", gap.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("unpricedTokens", found.UnpricedTokens);
        json.WriteStartObject("duplicates");
        json.WriteNumber("lines", found.Duplicates.Lines);
        json.WriteExact("usd", Nano.Units(found.Duplicates.Nano));
        json.WriteEndObject();
        if (found.Actors is { } actors)
        {
            json.WriteStartObject("actors");
            json.WriteString("report", actors.Report);
            json.WriteNumber("named", actors.Named);
            json.WriteNumber("metered", actors.Metered);
            json.WriteNumber("unmatched", actors.Unmatched);
            json.WriteEndObject();
        }
        else json.WriteNull("actors");
        json.WriteStartArray("reports");
        foreach (var report in found.Reports) json.WriteStringValue(report);
        json.WriteEndArray();
        json.WriteNumber("dayOffsetHours", found.DayOffset);
        json.WriteStartArray("otherCurrencies");
        foreach (var other in found.Others)
        {
            json.WriteStartObject();
            json.WriteString("currency", other.Currency);
            json.WriteExact("amount", other.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("cells");
        foreach (var cell in found.Cells)
        {
            json.WriteStartObject();
            json.WriteString("day", cell.Day.ToString("O"));
            json.WriteString("tool", cell.Tool);
            json.WriteString("model", cell.Model);
            json.WriteExact("oursUsd", Nano.Units(cell.OursNano));
            json.WriteExact("theirsUsd", Nano.Units(cell.TheirsNano));
            json.WriteString("unit", cell.InCredits ? "credits" : "tokens");
            json.WriteExact("ours", Volume(cell, cell.OurVolume));
            json.WriteExact("theirs", Volume(cell, cell.TheirVolume));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static decimal? Volume(BillCell cell, long? volume) => cell.InCredits ? Nano.Units(volume) : volume;
}
