using System.Globalization;
using System.Text.Json;
using Shiprank.Core.Money;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Prices;
using Shiprank.Store;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank prices changes --json</c>: what moved, which lists were used, and what was re-priced.</summary>
public static class PriceChangesDocument
{
    public static void Write(Stream into, PriceTracker tracker)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("since", Day(tracker.Since));
        json.WriteString("until", Day(tracker.Until));
        json.WriteString("list", tracker.Prices.Version);
        json.WriteString("before", tracker.Before?.Version);
        json.WriteChanges("dated", tracker.Dated);
        json.WriteChanges("sinceBefore", tracker.SinceBefore);
        json.WriteStartArray("lists");
        foreach (var list in tracker.Kept)
        {
            json.WriteStartObject();
            json.WriteString("version", list.Version);
            json.WriteString("date", Day(list.Date));
            json.WriteString("sha256", list.Sha256);
            json.WriteTime("firstUsedAt", list.FirstUsedAt);
            json.WriteBoolean("inForce", list.IsInForce);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("repricings");
        foreach (var repricing in tracker.Repricings)
        {
            json.WriteStartObject();
            json.WriteRepricing(repricing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteRepricing(this Utf8JsonWriter json, Repricing repricing)
    {
        json.WriteTime("at", repricing.At);
        json.WriteString("since", Day(repricing.Since));
        json.WriteString("until", Day(repricing.Until));
        json.WriteStartArray("parts");
        foreach (var part in repricing.Parts)
        {
            json.WriteStartObject();
            json.WriteString("month", part.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
            json.WriteString("model", part.Model);
            json.WriteString("cause", part.Cause);
            json.WriteString("oldList", part.OldList);
            json.WriteString("newList", part.NewList);
            json.WriteNumber("rows", part.Rows);
            json.WriteExact("oldUsd", Nano.Units(part.OldNano));
            json.WriteExact("newUsd", Nano.Units(part.NewNano));
            json.WriteExact("differenceUsd", Nano.Units(part.DifferenceNano));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteChanges(this Utf8JsonWriter json, string name, IReadOnlyList<PriceChange> changes)
    {
        json.WriteStartArray(name);
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("provider", change.Provider);
            json.WriteString("model", change.Model);
            json.WriteString("rate", change.Kind);
            json.WriteString("from", change.From is { } from ? Day(from) : null);
            json.WriteExact("old", change.Old);
            json.WriteExact("new", change.New);
            json.WriteDecimal("change", change.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
