using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Kiro;

/// <summary>Sums metering entries: <c>{"value":…,"unit":"credit"}</c>, in the IDE <c>{"usage":…,"unit":"credit"}</c>.</summary>
internal static class KiroCredits
{
    /// <summary>The credits of the entries; null when none is in credits.</summary>
    public static decimal? Sum(FieldReader fields, JsonElement of, string list, string amount)
    {
        decimal? sum = null;
        foreach (var entry in fields.Items(of, list))
        {
            var unit = fields.Text(entry, "unit");
            if (unit.Length > 0 && !unit.StartsWith("credit", StringComparison.OrdinalIgnoreCase)) continue;
            if (fields.Amount(entry, amount) is { } value) sum = (sum ?? 0) + value;
        }

        return sum;
    }
}
