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
    private const int DaysOfWeek = 7;

    private readonly IReadOnlyList<DateOnly> mondays = SeriesWeeks.Of(window, score.AsOf, settling ? 0 : score.Policy.SurvivalDays);
    private readonly TeamDays teams = new(organisation);
    private readonly List<Cell> cells = [.. score.Cells.Where(c => window.Has(c.Day))];
    private readonly Lazy<ILookup<(string Service, string Sha), ScoredChange>> changes = new(() => ChangesOf(score, window));

    /// <summary>One series per team of the file, in its order.</summary>
    public IReadOnlyList<GroupSeries> Teams()
    {
        var own = cells.Select(c => (Team: teams.Of(c.Person, c.Day), Cell: c)).Where(c => c.Team is not null).ToLookup(c => c.Team!, c => c.Cell, StringComparer.Ordinal);
        var days = ActiveTeamDays();
        return [.. organisation.Teams.Select(t => Series(t.Id, t.Name, GroupKind.Team, [.. own[t.Id]], m => days.GetValueOrDefault((t.Id, m))) with { Members = MembersOf(t) })];
    }

    /// <summary>One series per person of the file, in its order; who isn't listed has no way to opt in.</summary>
    public IReadOnlyList<GroupSeries> People()
    {
        var own = cells.ToLookup(c => c.Person, StringComparer.Ordinal);
        return [.. organisation.People.Select(p => Series(p.Id, p.Name, GroupKind.Person, [.. own[p.Id]], m => IsActive(p.Id, m) ? DaysOfWeek : 0) with { Members = 1, OptedIn = p.Share })];
    }

    private static ILookup<(string Service, string Sha), ScoredChange> ChangesOf(ScoreResult score, ScoreWindow window)
    {
        var inCells = score.Cells.Where(c => window.Has(c.Day)).SelectMany(c => c.Changes).ToHashSet(StringComparer.Ordinal);
        return score.Changes.Where(c => inCells.Contains(c.Sha)).ToLookup(c => (c.Service, c.Sha));
    }

    private GroupSeries Series(string id, string name, GroupKind kind, List<Cell> own, Func<DateOnly, int> activeDays)
    {
        var byWeek = own.ToLookup(c => IsoWeek.Monday(c.Day));
        return new()
        {
            Id = id,
            Name = name,
            Kind = kind,
            Members = 0,
            Weeks = [.. mondays.Select(m => Week(m, NdSum.Of(byWeek[m]), activeDays(m)))],
            Total = NdSum.Of(own),
            Cells = own.Count,
            Coverage = CoverageOf(own),
        };
    }

    private static GroupWeek Week(DateOnly monday, NdSum sum, int activeDays) => new(monday, sum.Nd, sum.NdAi, activeDays / (decimal)DaysOfWeek);

    private bool IsActive(string person, DateOnly monday) => person != Party.Unattributed && activeWeeks.TryGetValue(person, out var weeks) && weeks.Contains(monday);

    /// <summary>Days of the weeks in which people were active, by the team that had them.</summary>
    private Dictionary<(string Team, DateOnly Monday), int> ActiveTeamDays()
    {
        var days = new Dictionary<(string Team, DateOnly Monday), int>();
        foreach (var person in activeWeeks.Keys)
        {
            foreach (var monday in mondays)
            {
                if (!IsActive(person, monday)) continue;
                for (var day = 0; day < DaysOfWeek; day++)
                {
                    if (teams.Of(person, monday.AddDays(day)) is { } team) days[(team, monday)] = days.GetValueOrDefault((team, monday)) + 1;
                }
            }
        }

        return days;
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
            foreach (var change in cell.Changes.SelectMany(sha => changes.Value[(cell.Service, sha)]))
            {
                var size = change.Parts.FirstOrDefault(p => p.Person == cell.Person)?.Size ?? 0;
                all += size;
                if (change.Evidence != Evidence.Unknown) known += size;
            }
        }

        return all == 0 ? null : known / all;
    }
}
