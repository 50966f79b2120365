using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;

namespace Shiprank.Tests.Board;

public sealed class GroupSeriesBuilderTests
{
    private static readonly DateOnly monday = new(2026, 1, 5);
    private static readonly ScoreWindow window = new(monday, monday.AddDays(27));

    private static readonly OrganisationFile organisation = new()
    {
        People = [new("ada", "Ada Example", [], [], Share: true), new("ben", "Ben Example", [], [], Share: false)],
        Teams =
        [
            new("web", "Web", null, [new("ada", null, monday.AddDays(9)), new("ben", null, null)]),
            new("core", "Core", null, [new("ada", monday.AddDays(10), null), new("eve", monday.AddDays(-50), monday.AddDays(-1))]),
        ],
    };

    [Fact]
    public void A_cell_goes_to_the_team_of_its_day_and_every_cell_to_its_person()
    {
        var teams = Builder().Teams();
        Assert.Equal([0.5m + 0.25m, 0.75m], teams.Select(t => t.Total.Nd));
        Assert.Equal([2, 1], teams.Select(t => t.Cells));
        Assert.Equal([2, 1], teams.Select(t => t.Members));
        Assert.Equal([0.75m, 0m, 0m, 0m], teams[0].Weeks.Select(w => w.Nd));
        Assert.Equal([0m, 0.75m, 0m, 0m], teams[1].Weeks.Select(w => w.Nd));
        var people = Builder().People();
        Assert.Equal([("ada", 1.25m, true), ("ben", 0.25m, false)], people.Select(p => (p.Id, p.Total.Nd, p.OptedIn)));
    }

    [Fact]
    public void An_active_week_is_split_by_the_days_in_each_team()
    {
        var teams = Builder().Teams();
        Assert.Equal([2m, 3 / 7m, 1m, 0m], teams[0].Weeks.Select(w => w.Engineers));
        Assert.Equal([0m, 4 / 7m, 0m, 0m], teams[1].Weeks.Select(w => w.Engineers));
    }

    [Fact]
    public void Coverage_is_the_part_of_the_work_whose_evidence_is_known()
    {
        Assert.Equal([0.8m, 0m], Builder().Teams().Select(t => t.Coverage));
        Assert.Null(new GroupSeriesBuilder(Score() with { Cells = [] }, organisation, window, Weeks()).Teams()[0].Coverage);
    }

    private static GroupSeriesBuilder Builder() => new(Score(), organisation, window, Weeks());

    private static Dictionary<string, IReadOnlySet<DateOnly>> Weeks() => new()
    {
        ["ada"] = new HashSet<DateOnly> { monday, monday.AddDays(7) },
        ["ben"] = new HashSet<DateOnly> { monday, monday.AddDays(14) },
        [Party.Unattributed] = new HashSet<DateOnly> { monday },
    };

    private static ScoreResult Score() => new()
    {
        Policy = Policy.One,
        AsOf = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero),
        Cells = [Cell("ada", 1, 0.5m, "c1"), Cell("ben", 2, 0.25m, "c2"), Cell("ada", 10, 0.75m, "c3"), Cell("ada", 90, 1m, "c3")],
        Changes = [Change("c1", "ada", 80, Evidence.Trailer), Change("c2", "ben", 20, Evidence.Unknown), Change("c3", "ada", 10, Evidence.Unknown)],
        Deployments = [],
        ActiveWeeks = Weeks(),
        Problems = [],
    };

    private static Cell Cell(string person, int day, decimal nd, string change) =>
        new("shop", "shop", monday.AddDays(day), person, 1, nd, 0, new(0, 0.5m, 1), false, [change]);

    private static ScoredChange Change(string sha, string person, decimal size, Evidence evidence) => new()
    {
        Sha = sha,
        Repository = "shop",
        Service = "shop",
        Mode = DeploymentMode.Trunk,
        MergedAt = new(monday, default, TimeSpan.Zero),
        Parts = [new(person, 1, size, default)],
        Evidence = evidence,
    };
}
