using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Signals;

public sealed class SignalsReaderTests
{
    private static readonly SignalRule[] rules =
    [
        new("level-outlier", "Level outlier", "", "{z} and {least}", [new("z", 3.5m, "z", ""), new("least", 5, "days", "")], "", "", []),
        new("near-duplicate-prompts", "Near duplicates", "", "{share}", [new("share", 0.3m, "share", "")], "", "", []),
    ];

    [Fact]
    public void All_of_it_is_read()
    {
        var read = Read("""
            signals:
              off: [near-duplicate-prompts]
              rules: { level-outlier: { z: 4.5 } }
              person_first_days: 10
              webhooks:
                - { url: https://example.com/hook, secret: env:HOOK_SECRET }
                - { url: https://example.com/other, secret: "file:./secret" }
                - { url: https://example.com/third, secret_env: THIRD }
              review: { per_week: 7, seed: harbour }
            """).Value!.Signals;
        Assert.Equal(["near-duplicate-prompts"], read.Off);
        Assert.Equal((4.5m, 5m), (read.Of(rules[0], "z"), read.Of(rules[0], "least")));
        Assert.Equal(10, read.PersonFirstDays);
        Assert.Equal(["HOOK_SECRET", "", "THIRD"], read.Webhooks.Select(w => string.Join(' ', w.Secret.Variables)));
        Assert.Equal(["/etc/secret"], read.Webhooks[1].Secret.Files);
        Assert.Equal(new ReviewSettings(7, "harbour"), read.Review);
    }

    [Fact]
    public void Without_it_everything_is_on_and_nothing_is_drawn()
    {
        var read = Read("time_zone: UTC").Value!.Signals;
        Assert.Empty(read.Off);
        Assert.Equal((7, false), (read.PersonFirstDays, read.Review.IsOn));
    }

    [Theory]
    [InlineData("signals: { off: [level-outliers] }", "no rule \"level-outliers\" (the nearest name is \"level-outlier\")")]
    [InlineData("signals: { rules: { level-outler: { z: 3 } } }", "the nearest known key is \"level-outlier\"")]
    [InlineData("signals: { rules: { level-outlier: { zz: 3 } } }", "the nearest known key is \"z\"")]
    [InlineData("signals: { rules: { level-outlier: { z: high } } }", "\"z\" is not a number")]
    [InlineData("signals: { rules: { near-duplicate-prompts: { share: 30 } } }", "\"share\" is not a number from")]
    [InlineData("signals: { person_first_days: -1 }", "a whole number from 0 to 90")]
    [InlineData("signals: { webhooks: [{ url: 'http://example.com/a', secret: env:A }] }", "not an https address")]
    [InlineData("signals: { webhooks: [{ url: 'https://example.com/a' }] }", "no secret is named")]
    [InlineData("signals: { webhooks: [{ url: 'https://example.com/a', secret: hush }] }", "neither env:NAME nor file:PATH")]
    [InlineData("signals: { review: { per_week: 5 } }", "\"seed\" is missing")]
    [InlineData("signals: { reviews: { per_week: 5 } }", "unknown key \"reviews\"")]
    public void What_makes_no_sense_is_told_with_its_line(string text, string expected)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
        Assert.DoesNotContain("hush", problem.ToString(), StringComparison.Ordinal);
    }

    private static Reading<OrganisationFile> Read(string text) => OrganisationReader.Parse("organisation: Northwind\n" + text, "/etc/shiprank.yaml", rules);
}
