using Shiprank.Core.Organisation;
using Shiprank.Core.Privacy;

namespace Shiprank.Sources.Organisation;

/// <summary>The <c>privacy</c> part of the organisation file.</summary>
internal static class PrivacyReader
{
    private const int MostDays = 36_500;

    public static PrivacySettings Read(YamlSection root)
    {
        if (root.Section("privacy", "person_views", "min_group", "dominance", "change_costs", "retention") is not { } section) return PrivacySettings.Default;
        var costs = section.Text("change_costs") ?? "shared";
        if (costs is not ("shared" or "all")) section.Problem("change_costs", $"unknown choice \"{costs}\"", "shared or all");
        var retention = section.Section("retention", "people", "audit");
        return new()
        {
            PersonViews = section.Flag("person_views", otherwise: true),
            MinGroup = section.Has("min_group") ? section.Integer("min_group", 5, DisclosureRules.Floor, 1000) : null,
            Dominance = section.Number("dominance", DisclosureRules.UsualDominance, 0.2m, 0.9m),
            ChangeCosts = costs == "all" ? ChangeCosts.All : ChangeCosts.Shared,
            RetainPeople = retention?.Has("people") == true ? retention.Integer("people", MostDays, 1, MostDays) : null,
            RetainAudit = retention?.Has("audit") == true ? retention.Integer("audit", MostDays, 1, MostDays) : null,
        };
    }
}
