using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Budgets;

public sealed class BudgetsReaderTests
{
    private const string Head = """
        organisation: Northwind
        repositories:
          - { name: shop, path: ./shop }
        teams:
          - { id: checkout, name: Checkout, cost_centre: CC-100, members: [] }

        """;

    [Fact]
    public void All_of_it_is_read()
    {
        var budgets = Read("""
            budgets:
              - { name: All, of: organisation, amount: 120000, period: year, from: 2026-04-01 }
              - { name: Checkout, of: { team: checkout }, amount: 900.50, unit: USD, period: quarter, from: 2026-05-01, to: 2026-10-31, thresholds: [0.9] }
              - { name: Kiro, of: { agent: kiro }, amount: 1000, unit: credits, period: month, from: 2026-01-01 }
              - { name: One ticket, of: { ticket: pay-1 }, amount: 20, period: month, from: 2026-01-01 }
              - { name: One issue, of: { ticket: "shop#12" }, amount: 20, period: month, from: 2026-01-01 }
              - { name: Centre, of: { cost_centre: CC-100 }, amount: 20, period: month, from: 2026-01-01 }
              - { name: Repo, of: { repository: shop }, amount: 20, period: month, from: 2026-01-01 }
            """).Value!.Budgets;
        Assert.Equal(
            ["organisation", "team:checkout", "agent:kiro", "ticket:PAY-1", "ticket:shop#12", "cost_centre:CC-100", "repository:shop"],
            budgets.Select(b => b.Of.ToString()));
        Assert.Equal([0.5m, 0.8m, 1m], budgets[0].Thresholds);
        Assert.Equal((900.50m, BudgetUnit.Usd, BudgetPeriod.Quarter, new DateOnly(2026, 10, 31)), (budgets[1].Amount, budgets[1].Unit, budgets[1].Period, budgets[1].To));
        Assert.Equal([0.9m], budgets[1].Thresholds);
        Assert.Equal(BudgetUnit.Credits, budgets[2].Unit);
    }

    [Theory]
    [InlineData("{ name: A, of: { team: chekout }, amount: 1, period: month, from: 2026-01-01 }", "the nearest is \"checkout\"")]
    [InlineData("{ name: A, of: { cost_centre: CC-1 }, amount: 1, period: month, from: 2026-01-01 }", "no team has the cost centre \"CC-1\"")]
    [InlineData("{ name: A, of: { repository: shpo }, amount: 1, period: month, from: 2026-01-01 }", "no repository is named \"shpo\"")]
    [InlineData("{ name: A, of: { ticket: twelve }, amount: 1, period: month, from: 2026-01-01 }", "no key that \"tickets\" matches")]
    [InlineData("{ name: A, of: { team: checkout, repository: shop }, amount: 1, period: month, from: 2026-01-01 }", "names several things")]
    [InlineData("{ name: A, of: everybody, amount: 1, period: month, from: 2026-01-01 }", "neither organisation nor one of team")]
    [InlineData("{ name: A, of: organisation, amount: 0, period: month, from: 2026-01-01 }", "\"amount\" is not a number from")]
    [InlineData("{ name: A, of: organisation, amount: 1, unit: EUR, period: month, from: 2026-01-01 }", "unknown unit \"EUR\"")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: week, from: 2026-01-01 }", "month, quarter or year")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: month, from: 2026-01-15 }", "not the first of a month")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: quarter, from: 2026-01-01, to: 2026-02-28 }", "such as 2026-03-31")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: month, from: 2026-01-01, thresholds: [1, 0.5] }", "do not grow")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: month, from: 2026-01-01, thresholds: half }", "a list of numbers")]
    [InlineData("{ name: A, amount: 1, period: month, from: 2026-01-01 }", "\"of\" is missing")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: month }", "\"from\" is missing")]
    [InlineData("{ name: A, of: organisation, amount: 1, period: month, from: 2026-01-01, owner: ada }", "unknown key \"owner\"")]
    public void What_makes_no_sense_is_told_with_its_line(string entry, string expected)
    {
        var problem = Assert.Single(Read($"budgets:\n  - {entry}").Problems);
        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(7, problem.Line);
    }

    [Fact]
    public void Two_budgets_of_one_name_are_refused() =>
        Assert.Contains("a second budget named \"all\"", Assert.Single(Read("budgets:\n  - { name: All, of: organisation, amount: 1, period: month, from: 2026-01-01 }\n  - { name: all, of: organisation, amount: 1, period: month, from: 2026-01-01 }").Problems).ToString(), StringComparison.Ordinal);

    private static Reading<OrganisationFile> Read(string budgets) => OrganisationReader.Parse(Head + budgets, "/etc/shiprank.yaml");
}
