using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Teams;

/// <summary>A column of a team's spend.</summary>
public sealed record TeamBucket(ScoreWindow Days, IReadOnlyDictionary<SpendGroup, FlowAmount> Groups, FlowAmount Spend, bool Settling);

/// <summary>How a team does against its own past.</summary>
public sealed record TeamView
{
    private const int DearestShown = 10;

    public required TeamEntry Team { get; init; }

    /// <summary>What of its spend everyone may see.</summary>
    public required ShownSpend Spend { get; init; }

    /// <summary>True for a team of too few people: nothing of it is shown.</summary>
    public bool IsHidden => Now.Companions is null;

    /// <summary>Its place among all teams, with companions.</summary>
    public required BoardLine Now { get; init; }

    /// <summary>The same over as many days right before.</summary>
    public required BoardLine Before { get; init; }

    /// <summary>Whole ISO weeks of the window before and of the window, final ones and those that still settle.</summary>
    public required IReadOnlyList<GroupWeek> Weeks { get; init; }

    /// <summary>Mondays from which on weeks still settle; null: none of them does.</summary>
    public DateOnly? SettlingFrom { get; init; }

    public required PeriodSums Sums { get; init; }

    public required PeriodSums SumsBefore { get; init; }

    public required IReadOnlyList<TeamBucket> Buckets { get; init; }

    public required DoraRow Dora { get; init; }

    /// <summary>Null while the team is too small to be shown alone.</summary>
    public AdoptionRow? Adoption { get; init; }

    /// <summary>The dearest changes of the window, and the sums of the others.</summary>
    public required ChangeListing Changes { get; init; }

    /// <summary>Null when the organisation file has no such team.</summary>
    public static TeamView? Of(Standing standing, string id, ScoreWindow window)
    {
        var organisation = standing.Workspace.Organisation;
        if (organisation.Teams.FirstOrDefault(t => t.Id == id) is not { } team) return null;
        var before = standing.Shield.Whole(window, DoraBuilder.Previous(window));
        window = standing.Shield.Whole(window);
        var filter = new SpendFilter(Team: id);
        if (standing.Shield.IsSmall(id, window)) return Hidden(standing, team, window, before);
        var (spend, earlier) = (standing.Shown(window, filter), standing.Shown(before, filter));
        var (cells, cellsBefore) = (PeriodSums.Cells(standing, window, filter), PeriodSums.Cells(standing, before, filter));
        var final = standing.Score.Policy.SurvivalDays;
        var asOf = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
        return new()
        {
            Team = team,
            Spend = spend,
            Now = Line(standing, id, window),
            Before = Line(standing, id, before),
            Weeks = Board.Weeks(standing, id, new(before.Since, window.Until)),
            SettlingFrom = IsoWeek.Monday(asOf.AddDays(-final)),
            Sums = PeriodSums.Of(window, spend.Days, cells, SeriesWeeks.Of(window, standing.AsOf, final)).Over(spend, cells),
            SumsBefore = PeriodSums.Of(before, earlier.Days, cellsBefore, SeriesWeeks.Of(before, standing.AsOf, final)).Over(earlier, cellsBefore),
            Buckets = [.. Periods.Buckets.Of(window, spend.Weeks > 0).Select(b => Bucket(b, spend.Days, b.Until.AddDays(final) > asOf))],
            Dora = standing.Dora.Team(team, window),
            Adoption = AdoptionView.Of(standing, window).Teams.FirstOrDefault(t => t.Id == id),
            Changes = ChangeListing.Of(standing, new() { Teams = new HashSet<string>([id], StringComparer.Ordinal), Since = window.Since, Until = window.Until }, ChangeSort.Cost, DearestShown),
        };
    }

    /// <summary>A team of too few people: its name, and nothing else.</summary>
    private static TeamView Hidden(Standing standing, TeamEntry team, ScoreWindow window, ScoreWindow before)
    {
        var nothing = ShownSpend.Nothing(standing.Shield, window);
        var sums = PeriodSums.Of(window, [], null, []).Over(nothing, null);
        return new()
        {
            Team = team,
            Spend = nothing,
            Now = Line(standing, team.Id, window),
            Before = Line(standing, team.Id, before) with { Companions = null },
            Weeks = [],
            Sums = sums,
            SumsBefore = sums with { Window = before },
            Buckets = [],
            Dora = standing.Dora.Team(team with { Id = "" }, window),
            Changes = new([], null, ChangeTotals.Of([])),
        };
    }

    private static BoardLine Line(Standing standing, string id, ScoreWindow window) => ShownBoard.Of(standing, window, GroupKind.Team, RankBy.Nd).First(l => l.Row.Group.Id == id);

    private static TeamBucket Bucket(ScoreWindow bucket, IReadOnlyList<DaySpend> days, bool settling)
    {
        var its = days.Where(d => bucket.Has(d.Day)).ToList();
        return new(bucket, PeriodSums.ByGroup(its), FlowAmount.Sum(its.Select(d => d.Amount)), settling);
    }
}
