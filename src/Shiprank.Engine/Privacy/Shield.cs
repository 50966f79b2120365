using System.Collections.Concurrent;
using Shiprank.Core.Attribution;
using Shiprank.Core.Privacy;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Privacy;

/// <summary>How much of a standing's spend is withheld.</summary>
public enum ShieldLevel
{
    /// <summary>Nobody's usage is a secret: every question has its exact answer.</summary>
    Open,

    /// <summary>
    /// Fewer people use agents at all than a group needs: sums of the whole are as they are (there is no other group to hide in), a team of somebody
    /// who doesn't share has none.
    /// </summary>
    Few,

    /// <summary>Spend is shown by whole ISO weeks, cell by cell as <see cref="WeekRelease"/> allows.</summary>
    Weekly,
}

/// <summary>
/// What everyone may see of spend, whoever asks: the answer to a question of a group is safe for each of its people. Rows of usage stay whole
/// beneath; a person's own figures never go through here. Safe for use from several threads.
/// </summary>
public sealed class Shield
{
    private static readonly TimeSpan lastMinute = new(23, 59, 0);
    private static readonly ScoreWindow ever = new(new(1970, 1, 5), new(8999, 12, 31));

    private readonly Standing standing;
    private readonly Lazy<(ShieldLevel Level, bool Activity)> state;
    private readonly Lazy<ILookup<DateOnly, Contribution>> contributions;
    private readonly ConcurrentDictionary<DateOnly, Lazy<WeekRelease>> releases = [];
    private readonly HashSet<string> sharing;

    public Shield(Standing standing)
    {
        this.standing = standing;
        sharing = new SharedNames(standing.Workspace.Organisation).Ids.ToHashSet(StringComparer.Ordinal);
        Rules = DisclosureRules.Of(Math.Max(standing.Workspace.Policy.MinGroup, standing.Workspace.Organisation.Privacy.MinGroup ?? 0), standing.Workspace.Organisation.Privacy.Dominance);
        state = new(Find);
        contributions = new(Read);
    }

    public DisclosureRules Rules { get; }

    public ShieldLevel Level => state.Value.Level;

    /// <summary>Whether usage by person may be shown: where so few don't share that what they used could be reckoned from the others' rows, it is not.</summary>
    public bool ShowsActivity => state.Value.Activity;

    /// <summary>The last day of the last week that is over: one that goes on would tell, from one look to the next, what was used in between.</summary>
    private DateOnly LastSunday
    {
        get
        {
            var today = DateOnly.FromDateTime(standing.AsOf.UtcDateTime);
            var sunday = IsoWeek.Monday(today).AddDays(6);
            return sunday == today && standing.AsOf.UtcDateTime.TimeOfDay >= lastMinute ? sunday : sunday.AddDays(-7);
        }
    }

    /// <summary>The same days, or with the rest of their ISO weeks, as far as these are over; days of no such week are those of the last one.</summary>
    public ScoreWindow Whole(ScoreWindow days)
    {
        if (Level != ShieldLevel.Weekly) return days;
        var (since, until, last) = (IsoWeek.Monday(days.Since), IsoWeek.Monday(days.Until).AddDays(6), LastSunday);
        if (until > last) until = last;
        return new(since > until ? until.AddDays(-6) : since, until);
    }

    /// <summary>As many whole weeks right before a window of <see cref="Whole"/> as are needed to compare it, when they were asked right before.</summary>
    public ScoreWindow Whole(ScoreWindow days, ScoreWindow compared)
    {
        if (Level != ShieldLevel.Weekly || compared.Until != days.Since.AddDays(-1)) return Whole(compared);
        var whole = Whole(days);
        return new(whole.Since.AddDays(-7 * Mondays(whole).Count), whole.Since.AddDays(-1));
    }

    public static IReadOnlyList<DateOnly> Mondays(ScoreWindow days)
    {
        List<DateOnly> mondays = [];
        for (var monday = IsoWeek.Monday(days.Since); monday <= days.Until; monday = monday.AddDays(7)) mondays.Add(monday);
        return mondays;
    }

    /// <summary>The release of one ISO week.</summary>
    public WeekRelease Week(DateOnly monday) => releases.GetOrAdd(monday, static (m, it) => new(() => WeekRelease.Of([.. it.contributions.Value[m]], it.Rules)), this).Value;

    /// <summary>True when a team has, on some day of the week, as many people as a group needs.</summary>
    public bool IsGroup(string team, DateOnly monday) => standing.Workspace.Organisation.Teams.Where(t => t.Id == team).SelectMany(t => t.Members)
        .Where(m => (m.From is not { } from || from <= monday.AddDays(6)) && (m.To is not { } to || to >= monday)).Select(m => m.Person).Distinct(StringComparer.Ordinal).Count() >= Rules.Least;

    /// <summary>True for a team of too few people in some days, unless nobody's usage is a secret and all of them share their row: nothing of it is shown.</summary>
    public bool IsSmall(string team, ScoreWindow days)
    {
        var members = standing.Workspace.Organisation.Teams.Where(t => t.Id == team).SelectMany(t => t.Members)
            .Where(m => (m.From is not { } from || from <= days.Until) && (m.To is not { } to || to >= days.Since)).Select(m => m.Person).ToHashSet(StringComparer.Ordinal);
        return members.Count < Rules.Least && (Level != ShieldLevel.Open || !members.IsSubsetOf(sharing));
    }

    /// <summary>True when all that a team used may be shown as it is.</summary>
    public bool IsOpen(string team) => Level == ShieldLevel.Open || (Level == ShieldLevel.Few && contributions.Value.All(week => week.All(c => c.Key.Team != team || c.Known || c.Person is null)));

    private ILookup<DateOnly, Contribution> Read()
    {
        var costs = standing.Index.Costs;
        return standing.Spend.ByPart(ever).ToLookup(p => p.Monday, p => new Contribution(p.Person, p.Cell, p.Amount, IsKnown(p, costs)));
    }

    /// <summary>Its person shows their usage, or the cost of the change that it went to is shown.</summary>
    private bool IsKnown(in WeekPart part, ChangeCostRule costs) =>
        (part.Person is { } person && ShowsActivity && sharing.Contains(person))
        || (part.Sha is { } sha && part.Cell.Repository is { Length: > 0 } repository && standing.Index.Rows.Find(repository, sha) is { } row && costs.Hiding(repository, sha, row.People) == 0);

    private (ShieldLevel Level, bool Activity) Find()
    {
        var users = standing.Spend.ActiveWeeks().Keys.Where(p => p != Party.Unattributed).ToList();
        var silent = users.Count(p => !sharing.Contains(p));
        var activity = standing.Workspace.Organisation is { ActivityBoard: true, Privacy.PersonViews: true } && (silent == 0 || silent >= Rules.Least);
        var hidden = activity ? silent : users.Count;
        return (hidden == 0 ? ShieldLevel.Open : hidden < Rules.Least ? ShieldLevel.Few : ShieldLevel.Weekly, activity);
    }
}
