using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>Deployed changes by quarter and by whose they are: of people, their teams on the day, repositories, the organisation, and those who approved them.</summary>
internal sealed class QuarterWork
{
    private readonly BadgeFacts facts;
    private readonly TeamDays teams;
    private readonly ILookup<(HolderKind Kind, string Holder, Quarter Quarter), ScoredChange> own;
    private readonly ILookup<(string Person, Quarter Quarter), ScoredChange> reviewed;
    private readonly DateOnly? begin;
    private readonly ILookup<(string Team, Quarter Quarter), Cell> cells;

    public QuarterWork(BadgeFacts facts)
    {
        this.facts = facts;
        teams = new(facts.Organisation);
        var deployed = facts.Score.Changes.Where(c => c.DeployedAt is not null && c.Parts.Count > 0).Select(c => (Change: c, Day: Day(c))).ToList();
        begin = deployed.Count == 0 ? null : deployed.Min(x => x.Day);
        own = deployed.SelectMany(x => Holders(x.Change, x.Day).Select(h => (Key: (h.Kind, h.Holder, Quarter.Of(x.Day)), x.Change))).ToLookup(x => x.Key, x => x.Change);
        reviewed = deployed.SelectMany(x => Reviewers(x.Change).Select(p => (Key: (p, Quarter.Of(x.Day)), x.Change))).ToLookup(x => x.Key, x => x.Change);
        cells = facts.Score.Cells.Select(c => (Team: teams.Of(c.Person, c.Day), Cell: c)).Where(x => x.Team is not null).ToLookup(x => (x.Team!, Quarter.Of(x.Cell.Day)), x => x.Cell);
        Quarters = [.. deployed.Select(x => Quarter.Of(x.Day)).Distinct().OrderBy(q => q.First).Where(q => q.SettledAt(facts.Score.Policy.SurvivalDays) <= facts.Score.AsOf)];
    }

    /// <summary>Those that have settled, in order.</summary>
    public IReadOnlyList<Quarter> Quarters { get; }

    public IEnumerable<string> Holders(HolderKind kind) => kind switch
    {
        HolderKind.Person => facts.Organisation.People.Select(p => p.Id),
        HolderKind.Team => facts.Organisation.Teams.Select(t => t.Id),
        _ => facts.Organisation.Repositories.Select(r => r.Name),
    };

    public IEnumerable<ScoredChange> Of(DayFigure figure, HolderKind kind, string holder, Quarter quarter) =>
        figure == DayFigure.ReviewedFailedDays ? reviewed[(holder, quarter)] : own[(kind, holder, quarter)];

    /// <summary>
    /// Name of the group whose rate a holder's is compared with: the team of a person's last day when it is large enough, else the organisation (empty).
    /// </summary>
    public string Group(Baseline baseline, HolderKind kind, string holder, Quarter quarter) =>
        baseline == Baseline.Team && kind == HolderKind.Person && Team(holder, quarter) is { } team && Members(team, quarter) >= facts.LeastGroup ? team : "";

    /// <summary>
    /// The deliveries of each holder of a kind, in a team or in all. A group's rate is over all days of each of its holders: the days of the group as one
    /// would be bad more often the larger it is.
    /// </summary>
    public IEnumerable<IEnumerable<ScoredChange>> Peers(DayFigure figure, HolderKind kind, string team, Quarter quarter) =>
        Holders(kind).Select(h => Of(figure, kind, h, quarter).Where(c => team.Length == 0 || teams.Of(h, Day(c)) == team));

    /// <summary>False for a quarter into which the history only begins.</summary>
    public bool IsWhole(Quarter quarter) => begin is { } day && day <= quarter.First.AddDays(6);

    /// <summary>People who belonged to a team in the quarter.</summary>
    public int Members(string team, Quarter quarter) => facts.Organisation.Teams.FirstOrDefault(t => t.Id == team)?.Members
        .Where(m => (m.From is not { } from || from <= quarter.Last) && (m.To is not { } to || to >= quarter.First)).Select(m => m.Person).Distinct(StringComparer.Ordinal).Count() ?? 0;

    /// <summary>A group that is too small to be shown apart from its people earns nothing that all can see.</summary>
    public bool IsLargeEnough(HolderKind kind, string holder, Quarter quarter) => kind switch
    {
        HolderKind.Team => Members(holder, quarter) >= facts.LeastGroup,
        HolderKind.Repository => own[(kind, holder, quarter)].SelectMany(c => c.Parts).Select(p => p.Person).Where(p => p != Party.Unattributed).Distinct(StringComparer.Ordinal).Count() >= facts.LeastGroup,
        _ => true,
    };

    /// <summary>Normalised deployments of a team per member and day of the quarter.</summary>
    public decimal NdPerMemberDay(string team, Quarter quarter)
    {
        var days = facts.Organisation.Teams.FirstOrDefault(t => t.Id == team)?.Members.Sum(m => Days(m, quarter)) ?? 0;
        return days == 0 ? 0 : cells[(team, quarter)].Sum(c => c.Nd) / days;
    }

    private static int Days(MembershipEntry member, Quarter quarter)
    {
        var first = member.From is { } from && from > quarter.First ? from : quarter.First;
        var last = member.To is { } to && to < quarter.Last ? to : quarter.Last;
        return Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }

    private static DateOnly Day(ScoredChange change) => DateOnly.FromDateTime(change.DeployedAt!.Value.UtcDateTime);

    private string? Team(string person, Quarter quarter) =>
        own[(HolderKind.Person, person, quarter)].Select(Day).OrderDescending().Select(d => teams.Of(person, d)).FirstOrDefault(t => t is not null);

    private IEnumerable<(HolderKind Kind, string Holder)> Holders(ScoredChange change, DateOnly day) =>
    [
        .. change.Parts.Select(p => (HolderKind.Person, p.Person)),
        .. change.Parts.Select(p => teams.Of(p.Person, day)).OfType<string>().Distinct(StringComparer.Ordinal).Select(t => (HolderKind.Team, t)),
        (HolderKind.Repository, change.Repository),
    ];

    /// <summary>People without a part in it.</summary>
    private IEnumerable<string> Reviewers(ScoredChange change) =>
        facts.Reviewers.TryGetValue((change.Repository, change.Sha), out var people) ? people.Where(p => change.Parts.All(own => own.Person != p)) : [];
}
