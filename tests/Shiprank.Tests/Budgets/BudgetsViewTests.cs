using System.Text.Json;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Score;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Tests.Demo;
using Shiprank.Tests.Views;

namespace Shiprank.Tests.Budgets;

/// <summary>Budgets of the demo: what is used is what every other answer says, to the nano.</summary>
[Collection(SyncedDemo.Name)]
public sealed class BudgetsViewTests(SyncedDemo demo)
{
    private static readonly DateOnly last = SmallDemo.Options.End;
    private static readonly DateOnly month = new(last.Year, last.Month, 1);

    [Fact]
    public void The_demo_has_budgets_of_the_organisation_of_parts_of_it_and_in_credits()
    {
        var view = BudgetsView.Of(demo.Standing);
        Assert.Equal(["organisation", "cost_centre:CC-400", "repository:shop", "agent:kiro"], view.Rows.Select(r => r.Budget.Of.ToString()));
        Assert.Equal(BudgetUnit.Credits, view.Rows[3].Budget.Unit);
        Assert.Equal(last, view.Through);
    }

    [Fact]
    public void What_is_used_is_the_spend_of_the_period()
    {
        var row = BudgetsView.Of(With(BudgetScope.Organisation)).Rows[0];
        var flow = demo.Standing.Spend.Flow(new(month, last), SpendFilter.None).Total;
        Assert.Equal(Nano.Units(flow.NanoUsd ?? 0), row.State.Used);
        Assert.True(row.State.Used > 0);
    }

    [Fact]
    public void Teams_and_repositories_are_cut_as_pages_cut_them()
    {
        var window = new ScoreWindow(month, last);
        foreach (var team in demo.Standing.Workspace.Organisation.Teams)
        {
            Assert.Equal(Nano.Units(demo.Standing.Spend.Flow(window, new(Team: team.Id)).Total.NanoUsd ?? 0), BudgetsView.Of(With(new(BudgetSubject.Team, team.Id))).Rows[0].State.Used);
        }

        Assert.Equal(Nano.Units(demo.Standing.Spend.Flow(window, new(Repository: "shop")).Total.NanoUsd ?? 0), BudgetsView.Of(With(new(BudgetSubject.Repository, "shop"))).Rows[0].State.Used);
    }

    [Fact]
    public void What_drives_a_budget_sums_to_it_by_every_cut()
    {
        foreach (var row in BudgetsView.Of(demo.Standing).Rows)
        {
            Assert.Equal(row.Drivers.Total, row.Drivers.Tools.Sum(d => d.Amount));
            Assert.Equal(row.Drivers.Total, row.Drivers.Repositories.Sum(d => d.Amount));
            Assert.Equal(row.Drivers.Total, row.Drivers.Tickets.Sum(d => d.Amount));
        }
    }

    [Fact]
    public void A_ticket_is_known_by_its_branches_too()
    {
        var tickets = new TicketNames(demo.Standing.Workspace.Organisation.Tickets);
        var branch = demo.Standing.Spend.ByTicket(new(month, last), SpendScope.Organisation).Where(t => t.Ticket.Length == 0 && tickets.Of("", t.Branch).Length > 0).MaxBy(t => t.Amount.NanoUsd ?? 0);
        var used = BudgetsView.Of(With(new(BudgetSubject.Ticket, tickets.Of("", branch.Branch)))).Rows[0].State.Used;
        Assert.True(used >= Nano.Units(branch.Amount.NanoUsd!.Value) && used > 0);
    }

    [Fact]
    public void The_document_names_nobody()
    {
        using var buffer = new MemoryStream();
        BudgetsDocument.Write(buffer, BudgetsView.Of(demo.Standing), demo.Standing);
        using var document = JsonDocument.Parse(buffer.ToArray());
        Assert.Equal(4, document.RootElement.GetProperty("rows").GetArrayLength());
        var text = document.RootElement.GetRawText();
        Assert.All(demo.Standing.Workspace.Organisation.People, p => Assert.DoesNotContain($"\"{p.Id}\"", text, StringComparison.Ordinal));
        Assert.All(demo.Standing.Workspace.Organisation.People, p => Assert.DoesNotContain(p.Name, text, StringComparison.Ordinal));
    }

    private Standing With(BudgetScope of) => OpenStanding.With(demo.Standing, w => w with
    {
        Organisation = w.Organisation with { Budgets = [new("One", of, 1_000_000, BudgetUnit.Usd, BudgetPeriod.Month, month, null, Budget.UsualThresholds)] },
    });
}
