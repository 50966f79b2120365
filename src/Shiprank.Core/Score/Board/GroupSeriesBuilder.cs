using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score.Board;

/// <summary>
/// Makes the series of teams or people from a score. A cell goes to the team of its person on its day; an active week to the teams
/// of that week, by the part of its days that the person spent in each.
/// </summary>
/// <param name="activeWeeks">Active ISO weeks by person: <see cref="ScoreResult.ActiveWeeks"/> with the weeks of usage added.</param>
/// <param name="settling">With the weeks whose figures are not final yet; no board ranks by these.</param>
public sealed class GroupSeriesBuilder(ScoreResult score, OrganisationFile organisation, ScoreWindow window, IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> activeWeeks, bool settling = false)
{
    private readonly IReadOnlyList<DateOnly> mondays = SeriesWeeks.Of(window, score.AsOf, settling ? 0 : score.Policy.SurvivalDays);
    private readonly TeamDays teams = new(organisation);
    private readonly List<Cell> cells = [.. score.Cells.Where(c => window.Has(c.Day))];
    private readonly ILookup<(string Service, string Sha), ScoredChange> changes = score.Changes.ToLookup(c => (c.Service, c.Sha));

    /// <summary>One series per team of the file, in its order.</summary>
    public IReadOnlyList<GroupSeries> Teams() =>
        [.. organisation.Teams.Select(t => Series(t.Id, t.Name, GroupKind.Team, (person, day) => teams.Of(person, day) == t.Id) with { Members = MembersOf(t) })];

    /// <summary>One series per person of the file, in its order; who isn't listed has no way to opt in.</summary>
    public IReadOnlyList<GroupSeries> People() =>
        [.. organisation.People.Select(p => Series(p.Id, p.Name, GroupKind.Person, (person, _) => person == p.Id) with { Members = 1, OptedIn = p.Share })];

    private GroupSeries Series(string id, string name, GroupKind kind, Func<string, DateOnly, bool> belongs)
    {
        var own = cells.Where(c => belongs(c.Person, c.Day)).ToList();
        var byWeek = own.ToLookup(c => IsoWeek.Monday(c.Day));
        return new()
        {
            Id = id,
            Name = name,
            Kind = kind,
            Members = 0,
            Weeks = [.. mondays.Select(m => Week(m, NdSum.Of(byWeek[m]), belongs))],
            Total = NdSum.Of(own),
            Cells = own.Count,
            Coverage = CoverageOf(own),
        };
    }

    private GroupWeek Week(DateOnly monday, NdSum sum, Func<string, DateOnly, bool> belongs) => new(monday, sum.Nd, sum.NdAi, Engineers(monday, belongs));

    private decimal Engineers(DateOnly monday, Func<string, DateOnly, bool> belongs)
    {
        var days = 0;
        foreach (var (person, weeks) in activeWeeks)
        {
            if (person == Party.Unattributed || !weeks.Contains(monday)) continue;
            for (var day = 0; day < 7; day++)
            {
                if (belongs(person, monday.AddDays(day))) days++;
            }
        }

        return days / 7m;
    }

    private int MembersOf(TeamEntry team) => team.Members
        .Where(m => (m.From is not { } from || from <= window.Until) && (m.To is not { } to || to >= window.Since))
        .Select(m => m.Person).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Part of the people's own work in the cells' changes whose evidence isn't unknown.</summary>
    private decimal? CoverageOf(List<Cell> own)
    {
        var (known, all) = (0m, 0m);
        foreach (var cell in own)
        {
            foreach (var change in cell.Changes.SelectMany(sha => changes[(cell.Service, sha)]))
            {
                var size = change.Parts.FirstOrDefault(p => p.Person == cell.Person)?.Size ?? 0;
                all += size;
                if (change.Evidence != Evidence.Unknown) known += size;
            }
        }

        return all == 0 ? null : known / all;
    }
}
