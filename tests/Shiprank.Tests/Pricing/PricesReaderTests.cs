using Shiprank.Core.Organisation;
using Shiprank.Core.Pricing;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Pricing;

public sealed class PricesReaderTests
{
    private const string Head = """
        organisation: Northwind
        people: [{ id: ada, name: Ada Example }]
        teams: [{ id: checkout, name: Checkout, members: [{ person: ada }] }]

        """;

    [Fact]
    public void All_of_it_is_read()
    {
        var read = Read("""
            prices:
              scenarios: ./scenarios/*.yaml
              lists:
                - { name: acme-2026, kind: contract, file: ./acme.json, provider: anthropic, from: 2026-06-01, to: 2027-05-31 }
                - { name: openai-list, kind: list, file: /srv/openai.json, providers: [openai, azure] }
              seats:
                - { name: copilot business, tool: copilot, usd_per_month: 19, from: 2026-01-01, teams: [checkout], included_credits: 300 }
              credits:
                - { tool: kiro, usd: 0.025, from: 2026-06-01, source: order 4711 }
            """).Value!.Prices;
        Assert.Equal("/etc/scenarios/*.yaml", read.Scenarios);
        Assert.Equal(("acme-2026", PriceListKind.Contract, "/etc/acme.json", "anthropic", new DateOnly(2026, 6, 1), new DateOnly(2027, 5, 31)), (read.Lists[0].Name, read.Lists[0].Kind, read.Lists[0].Path, read.Lists[0].Providers[0], read.Lists[0].From!.Value, read.Lists[0].To!.Value));
        Assert.Equal((PriceListKind.List, "/srv/openai.json", 2), (read.Lists[1].Kind, read.Lists[1].Path, read.Lists[1].Providers.Count));
        Assert.Equal(("copilot business", "github", 19m, 300m), (read.Seats[0].Name, read.Seats[0].Issuer, read.Seats[0].UsdPerMonth, read.Seats[0].IncludedCredits!.Value));
        Assert.Equal(new CreditEntry("kiro", 0.025m, new(2026, 6, 1), null, "order 4711"), read.Credits[0]);
    }

    [Theory]
    [InlineData("prices: { lists: [{ name: a, kind: deal, file: a.json }] }", "contract or list")]
    [InlineData("prices: { lists: [{ name: a, kind: contract }] }", "\"file\" is missing")]
    [InlineData("prices: { lists: [{ name: a, kind: contract, file: a.json, from: 2026-02-01, to: 2026-01-01 }] }", "\"to\" is before \"from\"")]
    [InlineData("prices: { lists: [{ name: a, kind: contract, file: a.json }, { name: b, kind: contract, file: b.json, provider: openai }] }", "nothing says which goes first")]
    [InlineData("prices: { lists: [{ name: a, kind: contract, file: a.json, from: 2026-01-01 }, { name: a, kind: list, file: b.json }] }", "a second list named \"a\"")]
    [InlineData("prices: { seats: [{ name: s, tool: cursor, usd_per_month: 20, from: 2026-01-01, teams: [chekout] }] }", "the nearest id is \"checkout\"")]
    [InlineData("prices: { seats: [{ name: s, tool: cursor, usd_per_month: 20, from: 2026-01-01, people: [bob] }] }", "the nearest id is \"ada\"")]
    [InlineData("prices: { seats: [{ name: s, tool: cursor, usd_per_month: 20, from: 2026-01-01 }] }", "nobody has a seat")]
    [InlineData("prices: { seats: [{ name: s, tool: cursor, usd_per_month: -1, from: 2026-01-01, people: [ada] }] }", "\"usd_per_month\" is not a number")]
    [InlineData("prices: { credits: [{ tool: kiro, usd: 0.02 }] }", "\"from\" is missing")]
    [InlineData("prices: { discounts: [] }", "unknown key \"discounts\"")]
    public void What_makes_no_sense_is_told_with_its_line(string text, string expected)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, problem.Line);
    }

    private static Reading<OrganisationFile> Read(string prices) => OrganisationReader.Parse(Head + prices, "/etc/shiprank.yaml");
}
