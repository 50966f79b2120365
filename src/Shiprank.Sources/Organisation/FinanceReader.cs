using Shiprank.Core.Money.Outcomes;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>finance</c> part of the organisation file.</summary>
internal static class FinanceReader
{
    private const decimal Most = 1_000_000_000_000m;

    private static readonly string[] keys = [.. Roi.Example.Select(i => i.Key)];

    public static FinanceSettings Read(YamlSection root)
    {
        if (root.Section("finance", "cost_per_person_week", "other_per_week", "unit", "roi") is not { } section) return FinanceSettings.None;
        var unit = section.Text("unit") ?? "nd";
        if (unit is not ("nd" or "changes" or "deployments")) section.Problem("unit", $"unknown unit \"{unit}\"", "nd, changes or deployments");
        var roi = section.Section("roi", keys);
        return new()
        {
            CostPerPersonWeek = section.Has("cost_per_person_week") ? section.Number("cost_per_person_week", 1, 0.01m, 1_000_000) : null,
            OtherPerWeek = section.Number("other_per_week", 0, 0, 1_000_000_000),
            Unit = unit switch { "changes" => DeliveredUnit.Changes, "deployments" => DeliveredUnit.Deployments, _ => DeliveredUnit.Nd },
            Roi = roi is null ? FinanceSettings.None.Roi : keys.Where(roi.Has).ToDictionary(k => k, k => roi.Number(k, 0, 0, Most), StringComparer.Ordinal),
        };
    }
}
