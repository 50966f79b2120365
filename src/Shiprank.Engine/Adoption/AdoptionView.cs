using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Adoption;

/// <summary>One ISO week of a group: people with at least one usage response, of the people who belonged to it.</summary>
/// <param name="IsHidden">The group was too small that week to be shown alone; the counts are 0 then.</param>
public readonly record struct GroupAdoption(DateOnly Monday, int Users, int Employed, bool IsHidden = false)
{
    public Figure Share => IsHidden ? Figure.Unknown("too few people to be shown") : Figure.Of(Users, Employed, "nobody belonged to it that week");

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
/// Who uses agents, week by week, against the target: coverage of a tool, not a score; no board sorts by it. A person is in one row of a week: in the team
/// that they were in on its first day in one, so that a move tells nothing by being counted twice. In each week teams of too few people stand together
/// with the people of no team, and the smallest others with them until they are enough: taking the shown teams from the whole leaves a group as well.
/// </summary>
public sealed record AdoptionView(ScoreWindow Window, decimal Target, AdoptionRow All, IReadOnlyList<AdoptionRow> Teams)
{
    /// <summary>People by how much they use agents; null where nobody asked for it.</summary>
    public CohortView? Cohorts { get; init; }

    public static AdoptionView Of(Standing standing, ScoreWindow window)
    {
        var organisation = standing.Workspace.Organisation;
        var days = new TeamDays(organisation);
        var used = standing.Spend.ActiveWeeks();
        var covered = Covered(standing, used);
        var people = organisation.People.Select(p => p.Id).Union(organisation.Teams.SelectMany(t => t.Members.Select(m => m.Person)), StringComparer.Ordinal).ToList();
        var weeks = SeriesWeeks.Of(window, standing.AsOf, 0).Select(m => Week.Of(m, people.ToLookup(p => TeamIn(days, p, m) ?? "", StringComparer.Ordinal), organisation, standing.Shield.Rules.Least)).ToList();

        GroupAdoption Count(Week week, IReadOnlyCollection<string> its) =>
            new(week.Monday, its.Count(p => used.TryGetValue(p, out var active) && active.Contains(week.Monday)), its.Count);

        int CoveredOf(IEnumerable<string> its) => its.Count(covered.Contains);

        List<AdoptionRow> rows = [];
        foreach (var team in organisation.Teams)
        {
            if (!weeks.Exists(w => w.Shown.Contains(team.Id))) continue;
            rows.Add(new(
                team.Id, team.Name, 1, [.. weeks.Select(w => w.Shown.Contains(team.Id) ? Count(w, [.. w.People[team.Id]]) : new(w.Monday, 0, 0, IsHidden: true))],
                weeks[^1].Shown.Contains(team.Id) ? CoveredOf(weeks[^1].People[team.Id]) : 0));
        }

        if (weeks.Exists(w => w.Rest.Count > 0))
        {
            var together = organisation.Teams.Count - rows.Count;
            rows.Add(new(null, together > 0 ? "Smaller teams and people in no team" : "People in no team", together, [.. weeks.Select(w => Count(w, w.Rest))], CoveredOf(weeks[^1].Rest)));
        }

        return new(window, organisation.AdoptionTarget, new(null, organisation.Name, organisation.Teams.Count, [.. weeks.Select(w => Count(w, people))], weeks.Count == 0 ? 0 : CoveredOf(people)), rows);
    }

    private static HashSet<string> Covered(Standing standing, IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> used) =>
    [
        .. standing.Workspace.Organisation.Usage.Where(u => u.Person is not null).Select(u => standing.Workspace.People.Named(u.Person!).Id),
        .. used.Keys,
    ];

    private static string? TeamIn(TeamDays days, string person, DateOnly monday) =>
        Enumerable.Range(0, 7).Select(d => days.Of(person, monday.AddDays(d))).FirstOrDefault(t => t is not null);

    /// <param name="People">By team; those in none under the empty name.</param>
    /// <param name="Shown">Teams that may be shown alone.</param>
    /// <param name="Rest">Everybody else.</param>
    private sealed record Week(DateOnly Monday, ILookup<string, string> People, IReadOnlySet<string> Shown, IReadOnlyCollection<string> Rest)
    {
        /// <summary>Decided by who belonged where, never by who used what.</summary>
        public static Week Of(DateOnly monday, ILookup<string, string> people, OrganisationFile organisation, int least)
        {
            List<string> shown = [.. organisation.Teams.Select(t => t.Id).Where(t => people[t].Count() >= least).OrderByDescending(t => people[t].Count()).ThenBy(t => t, StringComparer.Ordinal)];
            var rest = people.Where(g => !shown.Contains(g.Key)).SelectMany(g => g).ToList();
            while (rest.Count > 0 && rest.Count < least && shown.Count > 0)
            {
                rest.AddRange(people[shown[^1]]);
                shown.RemoveAt(shown.Count - 1);
            }

            return new(monday, people, shown.ToHashSet(StringComparer.Ordinal), rest);
        }
    }
}
