using System.Text;
using Shiprank.Core;
using Shiprank.Core.Badges;

namespace Shiprank.Tests.Badges;

public sealed class DefinitionTests
{
    [Fact]
    public void The_badges_of_the_product_are_for_outcomes()
    {
        Assert.Equal(["first-landing", "pilot-aboard", "still-standing", "clean-wake", "light-ship", "lifeline", "second-pair", "dry-dock", "full-manifest", "safe-harbour"], BadgeLibrary.All.Select(b => b.Id));
        Assert.All(BadgeLibrary.All, b => Assert.True((b.Milestone is null) != (b.Rate is null), b.Id));
        Assert.Equal(Enum.GetValues<HolderKind>(), BadgeLibrary.All.SelectMany(b => b.Holders).Distinct().Order());
    }

    [Theory]
    [InlineData("tokens")]
    [InlineData("token_share")]
    [InlineData("spend")]
    [InlineData("cost_usd")]
    [InlineData("lines")]
    [InlineData("lines_added")]
    [InlineData("commits")]
    [InlineData("sessions")]
    [InlineData("requests_merged")]
    [InlineData("prompts")]
    [InlineData("nd")]
    public void A_criterion_of_volume_is_refused_by_name(string figure)
    {
        Assert.Contains("counts volume", Refused(Rate(figure)).Reason, StringComparison.Ordinal);
        Assert.Contains("counts volume", Refused(Milestone($$"""{ "figure": "{{figure}}", "at_least": 0.5 }""")).Reason, StringComparison.Ordinal);
        Assert.Contains("counts volume", Refused($$"""{ "schemaVersion": 1, "badges": [{ "id": "x", "min_{{figure}}": 5 }] }""").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" "at_most": 5 """, "a part of a whole")]
    [InlineData(""" "at_most": -1 """, "a part of a whole")]
    [InlineData(""" "at_most": 1 """, "everybody would earn it")]
    [InlineData(""" "at_most": 0, "at_least": 100 """, "unknown key")]
    public void A_bound_is_a_part_of_a_whole(string bound, string reason) => Assert.Contains(reason, Refused(Rate("failed_days", bound)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "schemaVersion": 2, "badges": [] }""", "schemaVersion")]
    [InlineData("""{ "schemaVersion": 1, "badges": [{ "id": "Not An Id" }] }""", "\"id\"")]
    [InlineData("[]", "not a set of keys")]
    [InlineData("{ not json", "not JSON")]
    public void What_is_wrong_is_told(string json, string reason) => Assert.Contains(reason, Refused(json).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_badge_has_a_milestone_or_a_rate() => Assert.Contains(
        "one of them", Refused("""{ "schemaVersion": 1, "badges": [{ "id": "x", "name": "X", "description": "d", "criteria": "c", "holders": ["person"] }] }""").Reason, StringComparison.Ordinal);

    private static Problem Refused(string json) => BadgeReader.Read(Encoding.UTF8.GetBytes(json), "badges.json").Problem;

    private static string Rate(string figure, string bound = """ "at_most": 0.1 """) =>
        $$"""{ "schemaVersion": 1, "badges": [{ "id": "x", "name": "X", "description": "d", "criteria": "c", "holders": ["person"], "rate": { "figure": "{{figure}}", {{bound}}, "evidence_days": 10 } }] }""";

    private static string Milestone(string where) =>
        $$"""{ "schemaVersion": 1, "badges": [{ "id": "x", "name": "X", "description": "d", "criteria": "c", "holders": ["person"], "milestone": { "work": "change", "standing_days": 30, "where": [{{where}}] } }] }""";
}
