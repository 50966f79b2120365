using System.Text.Json;
using Shiprank.Core.Money;
using Shiprank.Engine.Prices;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank prices reprice --json</c>.</summary>
public static class RepricingDocument
{
    public static void Write(Stream into, RepricingPlan plan, bool written)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteBoolean("written", written);
        json.WriteRepricing(plan.Record);
        json.WriteNumber("rowsLookedAt", plan.Looked);
        json.WriteNumber("rowsWithoutANewPrice", plan.KeptRows);
        json.WriteExact("keptUsd", Nano.Units(plan.KeptNano));
        json.WriteExact("differenceUsd", Nano.Units(plan.DifferenceNano));
        json.WriteEndObject();
    }
}
