using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.People;

/// <summary>One UTC day of a person: what of that day's deliveries stands, and what was spent.</summary>
/// <param name="Live">Changes delivered on that day with a part of theirs that are live as far as can be said.</param>
/// <param name="Undone">Those that were reverted, rolled back or died.</param>
public readonly record struct PersonDay(DateOnly Day, decimal Nd, int Live, int Undone, FlowAmount Spend);

/// <summary>Who sees what of a person.</summary>
public sealed record Visibility(string Who, string What, bool Named);

/// <summary>What a person used, what became of it, and who can see it.</summary>
public sealed record MeView
{
    public required PersonEntry Person { get; init; }

    /// <summary>Name of the team on as-of's day; null: none.</summary>
    public string? Team { get; init; }

    public required PeriodSums Now { get; init; }

    public PeriodSums? Before { get; init; }

    /// <summary>The row that the board of people has of them, or would have.</summary>
    public BoardLine? Row { get; init; }

    /// <summary>Days of the window with usage or a delivery, in order.</summary>
    public required IReadOnlyList<PersonDay> Days { get; init; }

    /// <summary>Changes of the window with a part of theirs, the latest first.</summary>
    public required ChangeListing Changes { get; init; }

    /// <summary>Eligible lines alive ÷ eligible lines, over delivered changes of the window with a part of theirs.</summary>
    public required Figure Survival { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<SessionSpend> Sessions { get; init; }

    public required IReadOnlyList<NamedSpend> Tools { get; init; }

    public required IReadOnlyList<NamedSpend> Models { get; init; }

    public required IReadOnlyList<Visibility> Visibility { get; init; }

    /// <summary>Null where nobody asked for them.</summary>
    public HolderBadges? Badges { get; init; }

    /// <summary>Null when the organisation file has no such person, or they were forgotten.</summary>
    public static MeView? Of(Standing standing, string person, ScoreWindow window, ScoreWindow? compare)
    {
        var organisation = standing.Workspace.Organisation;
        if (organisation.People.FirstOrDefault(p => p.Id == person) is not { } entry || ErasedPeople.IsOne(person)) return null;
        var filter = new SpendFilter(Person: person);
        var spend = standing.Spend.ByDay(window, filter);
        var cells = PeriodSums.Cells(standing, window, filter)!;
        var changes = ChangeListing.Of(standing, new() { People = new HashSet<string>([person], StringComparer.Ordinal), Since = window.Since, Until = window.Until }, ChangeSort.Date, null);
        var team = organisation.Teams.FirstOrDefault(t => t.Id == new TeamDays(organisation).Of(person, DateOnly.FromDateTime(standing.AsOf.UtcDateTime)));
        var delivered = changes.Rows.Where(c => c.DeployedAt is not null).ToList();
        return new()
        {
            Person = entry,
            Team = team?.Name,
            Now = PeriodSums.Of(window, spend, cells, []),
            Before = compare is { } before ? PeriodSums.Of(before, standing.Spend.ByDay(before, filter), PeriodSums.Cells(standing, before, filter), []) : null,
            Row = Board.Own(standing, window, person),
            Days = PersonDays(spend, cells, changes.Rows),
            Changes = changes,
            Survival = Figure.Of(delivered.Sum(c => c.Alive), delivered.Sum(c => c.Eligible), "no eligible line was delivered"),
            Sessions = standing.Spend.OfPerson(person, window),
            Tools = [.. standing.Spend.Flow(window, filter).ByTool.Select(t => new NamedSpend(t.Tool, t.Amount)).OrderByDescending(t => t.Amount.NanoUsd ?? -1).ThenBy(t => t.Name, StringComparer.Ordinal)],
            Models = standing.Spend.ByModel(window, filter),
            Visibility = Seen(standing.Workspace, entry, team),
        };
    }

    private static List<PersonDay> PersonDays(IReadOnlyList<DaySpend> spend, IReadOnlyList<Cell> cells, IReadOnlyList<ChangeRow> changes)
    {
        var spendOf = spend.ToLookup(d => d.Day, d => d.Amount);
        var ndOf = cells.ToLookup(c => c.Day, c => c.Nd);
        var changesOf = changes.Where(c => c.DeployedAt is not null).ToLookup(c => DateOnly.FromDateTime(c.DeployedAt!.Value.UtcDateTime), c => c.Main.Fate);
        return [.. spendOf.Select(d => d.Key).Union(ndOf.Select(d => d.Key)).Union(changesOf.Select(d => d.Key)).Order().Select(day => new PersonDay(
            day,
            ndOf[day].Sum(),
            changesOf[day].Count(f => f is ChangeFate.Live or ChangeFate.Baseline),
            changesOf[day].Count(f => f is ChangeFate.Reverted or ChangeFate.RolledBack or ChangeFate.Dead),
            FlowAmount.Sum(spendOf[day])))];
    }

    private static List<Visibility> Seen(Workspace workspace, PersonEntry person, TeamEntry? team)
    {
        var least = workspace.Policy.MinGroup;
        var members = team?.Members.Select(m => m.Person).Distinct(StringComparer.Ordinal).Count() ?? 0;
        return
        [
            new("You", "everything on this page", true),
            new("Administrators of this server", "everything on this page; they can read the data file", true),
            team is null ? new("A team", "nothing: you are in none", false)
                : new(team.Name, members >= least ? $"sums of {members} people with yours in them, without your name" : $"sums of a group of fewer than {least} people are not ranked", false),
            person.Share
                ? new("Everyone on the board of people", "your name, normalised deployments and their companions; no money, no tokens", true)
                : new("Everyone on the board of people", "nothing: you are one of the people who don't share", false),
            new("Lists and stories of changes", person.Share ? "your name at changes that you had a part in" : "a count of people, without your name", person.Share),
        ];
    }
}
