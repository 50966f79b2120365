using Shiprank.Sources.Mappings;

namespace Shiprank.Tests.Mappings;

public sealed class MappingReaderTests
{
    [Fact]
    public void Every_mapping_of_the_product_is_sound()
    {
        Assert.Equal(["alert", "alertmanager", "opsgenie", "pagerduty"], MappingLibrary.Names);
        Assert.All(MappingLibrary.Names, name => Assert.Empty(MappingReader.Parse(MappingLibrary.Text(name)!, name).Problems));
    }

    [Fact]
    public void Each_mistake_is_named_with_its_line_and_the_nearest_key()
    {
        var reading = MappingReader.Parse("""
            name: mine
            evnts: []
            events:
              - type: incidents
                fields: { id: a }
              - type: incident
                when:
                  - { from: a, equals: b }
                  - { is: b }
                fields:
                  id: "a..b"
                  severty: a
                  severity: { from: a, value: b }
                  opened_at: { from: a, epoch: days }
                  closed_at: { from: a, match: "(?=x)" }
                  service: { from: a, mapp: {} }
            """, "mine.yaml");
        Assert.Null(reading.Value);
        Assert.Equal(
            [
                "mine.yaml:2: unknown key \"evnts\" (the nearest known key is \"events\")",
                "mine.yaml:4: unknown type \"incidents\" (the nearest known type is \"incident\")",
                "mine.yaml:8: unknown key \"equals\" (the nearest known key is \"exists\")",
                "mine.yaml:8: a condition needs one of \"is\", \"in\", \"not\", \"exists\" and \"match\"",
                "mine.yaml:9: \"from\" is missing: a condition looks at one path",
                "mine.yaml:11: \"a..b\" is no path: a name is missing",
                "mine.yaml:12: unknown key \"severty\" (the nearest known key is \"severity\")",
                "mine.yaml:13: \"severity\" needs one of \"from\", \"join\" and \"value\"",
                "mine.yaml:14: unknown unit \"days\" (s, ms, us or ns)",
                "mine.yaml:16: unknown key \"mapp\" (the nearest known key is \"map\")",
            ],
            reading.Problems.Where(p => p.Line != 15).Select(p => p.ToString()));
        Assert.StartsWith("\"match\" is not a regular expression without look-arounds", Assert.Single(reading.Problems, p => p.Line == 15).Reason);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("[]", "the file is not a set of keys and values")]
    [InlineData("name: x\nevents: []", "\"events\" lists no event")]
    [InlineData("name: x\nevents: [{ type: incident }]", "\"fields\" is missing")]
    [InlineData("name: x\nevents: [{ type: incident, fields: { severity: a } }]", "\"id\" is missing: it tells one event from another")]
    public void A_file_without_a_mapping_is_refused(string yaml, string reason) => Assert.Equal(reason, Assert.Single(MappingReader.Parse(yaml, "x").Problems).Reason);
}
