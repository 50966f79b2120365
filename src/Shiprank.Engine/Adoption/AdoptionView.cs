using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Adoption;

/// <summary>One ISO week of a group: people with at least one usage response, of the people who belonged to it.</summary>
public readonly record struct GroupAdoption(DateOnly Monday, int Users, int Employed)
{
    public Figure Share => Figure.Of(Users, Employed, "nobody belonged to it that week");

    /// <summary>How many more people would have had to use an agent for the target; 0 when it is met.</summary>
    public int Short(decimal target) => Math.Max(0, (int)Math.Ceiling(target * Employed) - Users);
}

/// <summary>A team's weeks.</summary>
/// <param name="Id">Null for the teams that are too small to be shown alone, together, and for people in no team.</param>
/// <param name="Covered">People of it in the last week whose usage a source would show.</param>
public sealed record AdoptionRow(string? Id, string Name, int Teams, IReadOnlyList<GroupAdoption> Weeks, int Covered)
{
    public GroupAdoption? Last => Weeks.Count > 0 ? Weeks[^1] : null;
}

/// <summary>
/// Who uses agents, week by week, against the target: coverage of a tool, not a score; no board sorts by it. A person who was in two teams in a
/// week counts in both, and once in the whole. Teams of fewer people than the smallest group stand together.
/// </summary>
public sealed record AdoptionView(ScoreWindow Window, decimal Target, AdoptionRow All, IReadOnlyList<AdoptionRow> Teams)
{
    public static AdoptionView Of(Standing standing, ScoreWindow window)
    {
        var organisation = standing.Workspace.Organisation;
        var days = new TeamDays(organisation);
        var mondays = SeriesWeeks.Of(window, standing.AsOf, 0);
        var used = standing.Spend.ActiveWeeks();
        var covered = Covered(standing, used);
        var people = organisation.People.Select(p => p.Id).Union(organisation.Teams.SelectMany(t => t.Members.Select(m => m.Person)), StringComparer.Ordinal).ToList();
        var weeks = mondays.Select(m => new Week(m, people.ToDictionary(p => p, p => TeamsIn(days, p, m), StringComparer.Ordinal))).ToList();

        GroupAdoption Count(Week week, Func<IReadOnlySet<string>, bool> belongs)
        {
            var its = week.TeamsOf.Where(p => belongs(p.Value)).Select(p => p.Key).ToList();
            return new(week.Monday, its.Count(p => used.TryGetValue(p, out var active) && active.Contains(week.Monday)), its.Count);
        }

        AdoptionRow Row(string? id, string name, int teams, Func<IReadOnlySet<string>, bool> belongs) => new(
            id, name, teams, [.. weeks.Select(w => Count(w, belongs))], weeks.Count == 0 ? 0 : weeks[^1].TeamsOf.Count(p => belongs(p.Value) && covered.Contains(p.Key)));

        bool IsSmall(TeamEntry team) => weeks.Count > 0 && weeks[^1].TeamsOf.Count(p => p.Value.Contains(team.Id)) < standing.Workspace.Policy.MinGroup;
        var small = organisation.Teams.Where(IsSmall).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        List<AdoptionRow> rows = [.. organisation.Teams.Where(t => !small.Contains(t.Id)).Select(t => Row(t.Id, t.Name, 1, teams => teams.Contains(t.Id)))];
        if (small.Count > 0) rows.Add(Row(null, "Smaller teams together", small.Count, teams => teams.Overlaps(small)));
        var none = Row(null, "No team", 0, teams => teams.Count == 0);
        if (none.Weeks.Any(w => w.Employed > 0)) rows.Add(none);
        return new(window, organisation.AdoptionTarget, Row(null, organisation.Name, organisation.Teams.Count, _ => true), rows);
    }

    private static HashSet<string> Covered(Standing standing, IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> used) =>
    [
        .. standing.Workspace.Organisation.Usage.Where(u => u.Person is not null).Select(u => standing.Workspace.People.Named(u.Person!).Id),
        .. used.Keys,
    ];

    private static HashSet<string> TeamsIn(TeamDays days, string person, DateOnly monday) =>
        [.. Enumerable.Range(0, 7).Select(d => days.Of(person, monday.AddDays(d))).OfType<string>()];

    private sealed record Week(DateOnly Monday, Dictionary<string, HashSet<string>> Teams)
    {
        public IEnumerable<KeyValuePair<string, IReadOnlySet<string>>> TeamsOf => Teams.Select(t => KeyValuePair.Create<string, IReadOnlySet<string>>(t.Key, t.Value));
    }
}
