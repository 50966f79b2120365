using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Overview;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Spend;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Views;

[Collection(SyncedDemo.Name)]
public sealed class OverviewTests(SyncedDemo demo)
{
    private readonly Engine.Scoring.Standing open = OpenStanding.Of(demo.Standing);

    private static readonly ScoreWindow Window = ScoreWindow.Weeks(12, SmallDemo.Options.AsOf);

    [Fact]
    public void Columns_and_groups_sum_to_the_whole()
    {
        var view = View(SpendFilter.None);

        Assert.True(view.Now.Spend.NanoUsd > 0);
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Buckets.Select(b => b.Spend)));
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Now.Groups.Values));
        Assert.Equal(view.Now.Spend, view.Flow.Total);
        Assert.Equal(view.Now.Spend, FlowAmount.Sum(view.Models.Select(m => m.Amount)));
        Assert.Equal(view.Now.Nd!.Value.Nd, view.Buckets.Sum(b => b.Nd!.Value), 12);
        Assert.Equal(Window.Since, view.Buckets[0].Days.Since);
        Assert.Equal(Window.Until, view.Buckets[^1].Days.Until);
    }

    [Fact]
    public void Teams_and_what_belongs_to_no_team_sum_to_the_whole()
    {
        var organisation = open.Workspace.Organisation;
        var all = View(SpendFilter.None).Now;
        var teams = organisation.Teams.Select(t => View(new(Team: t.Id)).Now).ToList();
        var days = new TeamDays(organisation);
        var none = open.Spend.ByPerson(Window).Where(p => days.Of(p.Person, p.Day) is null).Sum(p => p.Amount.NanoUsd ?? 0);
        var nobody = all.Spend.NanoUsd - open.Spend.ByPerson(Window).Sum(p => p.Amount.NanoUsd ?? 0);

        Assert.Equal(all.Spend.NanoUsd, teams.Sum(t => t.Spend.NanoUsd ?? 0) + none + nobody);
        Assert.Equal(all.Nd!.Value.Nd, teams.Sum(t => t.Nd!.Value.Nd) + open.Score.Cells.Where(c => Window.Has(c.Day) && days.Of(c.Person, c.Day) is null).Sum(c => c.Nd), 12);
    }

    [Fact]
    public void A_filter_by_tool_knows_spend_but_no_deliveries()
    {
        var tools = View(SpendFilter.None).Flow.ByTool;
        var views = tools.Select(t => View(new(Tool: t.Tool))).ToList();

        Assert.Equal(tools.Select(t => t.Amount), views.Select(v => v.Now.Spend));
        Assert.All(views, v => Assert.Null(v.Now.Nd));
        Assert.All(views, v => Assert.NotNull(v.Now.CostPerNd.Missing));
        Assert.All(views, v => Assert.All(v.Buckets, b => Assert.Null(b.Nd)));
    }

    [Fact]
    public void A_period_without_data_has_reasons_and_no_figures()
    {
        var view = OverviewView.Of(open, new(new(new(2001, 1, 1), new(2001, 3, 1)), null, SpendFilter.None));

        Assert.Equal(default, view.Now.Spend);
        Assert.Equal(0, view.Now.Nd!.Value.Nd);
        Assert.Equal("nothing was spent", view.Now.CostPerNd.Missing);
        Assert.Equal("nothing was spent", view.Now.Tied.Missing);
        Assert.Null(view.Now.CostPerNdRange);
        Assert.All(view.Buckets, b => Assert.False(b.Settling));
    }

    [Fact]
    public void The_range_of_the_cost_comes_from_how_the_weeks_differ()
    {
        DateOnly[] weeks = [new(2026, 6, 1), new(2026, 6, 8), new(2026, 6, 15), new(2026, 6, 22)];
        List<Cell> cells = [.. weeks.Zip([3m, 5m, 4m, 4m]).Select(w => new Cell("shop", "shop", w.First, "ada", 40, w.Second, w.Second, default, false, []))];

        var range = CostRange.Of(160, cells, weeks)!;

        // Mean 4, standard deviation √(2/3), its error √(2/3)/2 = 0.40825, 1.6449 of that is 16.788 % of 4.
        Assert.Equal(160 / (16 * 1.16788m), range.Lo, 2);
        Assert.Equal(160 / (16 * 0.83212m), range.Hi, 2);
        Assert.Null(CostRange.Of(160, cells, weeks[..3]));
        Assert.Null(CostRange.Of(160, [], weeks));
    }

    [Theory]
    [InlineData("2026-09-01", "2026-09-01", 1)]
    [InlineData("2026-08-28", "2026-09-27", 31)]
    [InlineData("2026-08-27", "2026-09-27", 5)]
    [InlineData("2026-07-06", "2026-09-27", 12)]
    public void Columns_are_days_in_a_month_and_sevens_beyond(string since, string until, int columns)
    {
        var window = new ScoreWindow(DateOnly.Parse(since), DateOnly.Parse(until));

        var buckets = Buckets.Of(window);

        Assert.Equal(columns, buckets.Count);
        Assert.Equal(Buckets.Days(window), buckets.Sum(Buckets.Days));
        Assert.All(buckets.Zip(buckets.Skip(1)), b => Assert.Equal(b.First.Until.AddDays(1), b.Second.Since));
    }

    private OverviewView View(SpendFilter filter) => OverviewView.Of(open, new(Window, DoraBuilder.Previous(Window), filter));
}
