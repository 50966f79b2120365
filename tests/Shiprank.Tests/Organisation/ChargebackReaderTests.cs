using Shiprank.Core.Money.Chargeback;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Organisation;

public sealed class ChargebackReaderTests
{
    private const string Path = "/srv/northwind/shiprank.yaml";

    private const string Base = """
        people: [{ id: ada }]
        teams: [{ id: checkout, cost_centre: CC-100 }]
        cost_centres:
          - { id: CC-200, name: Data, owners: [ada] }

        """;

    [Fact]
    public void Every_key_is_read()
    {
        var settings = OrganisationReader.Parse(Base + """
            chargeback:
              rules:
                - { by: repository, names: ["infra*"], centre: CC-200, from: 2026-07-01 }
                - { by: tool, autonomous: true, share: headcount, name: Runs }
                - { by: tool, names: [zed], share: { CC-100: 3, CC-200: 1 } }
                - { by: ticket }
                - { by: person }
              unattributed: { share: direct }
              differences: { centre: CC-100 }
              exchange:
                - { currency: EUR, from: 2026-07-01, usd: 1.09 }
            """, Path).Value!.Chargeback;
        Assert.Equal(["repository infra*", "Runs", "tool zed (shared)", "ticket", "person"], settings.Rules.Select(r => r.Name));
        Assert.Equal(3, settings.Rules[2].Target!.Weights["CC-100"]);
        Assert.Equal((ShareKey.Direct, "CC-100"), (settings.Unattributed.Share, settings.Differences.Centre));
        Assert.Equal(["ada"], settings.Centres.Single().Owners);
        Assert.Equal(1.09m, settings.Rate("EUR", new(2026, 7, 1)));
        Assert.Null(settings.Rate("EUR", new(2026, 6, 30)));
    }

    [Fact]
    public void Without_it_tickets_and_people_decide() =>
        Assert.Equal(["ticket", "person"], OrganisationReader.Parse(Base, Path).Value!.Chargeback.Rules.Select(r => r.Name));

    [Theory]
    [InlineData("rules: [{ by: colour }]", "unknown kind of rule \"colour\"")]
    [InlineData("rules: [{ by: repository }]", "has to say who pays")]
    [InlineData("rules: [{ by: tool, centre: CC-201 }]", "no cost centre has the id \"CC-201\"")]
    [InlineData("rules: [{ by: tool, centre: CC-200, share: equal }]", "either one centre pays")]
    [InlineData("rules: [{ by: tool, share: fairly }]", "unknown key \"fairly\"")]
    [InlineData("rules: [{ by: tool, share: { CC-100: 0 } }]", "no cost centre has a weight")]
    [InlineData("rules: [{ by: person, names: [ada] }]", "names of people are not for rules")]
    [InlineData("rules: [{ by: person }, { by: person }]", "a second rule named \"person\"")]
    [InlineData("exchange: [{ currency: euro, usd: 1 }]", "no other currency's code")]
    [InlineData("exchange: [{ currency: EUR }]", "\"usd\" is missing")]
    public void What_cannot_be_meant_is_refused_by_name(string part, string reason)
    {
        var problem = Assert.Single(OrganisationReader.Parse(Base + "chargeback:\n  " + part, Path).Problems);
        Assert.Contains(reason, problem.Reason);
        Assert.Equal(6, problem.Line);
    }
}
