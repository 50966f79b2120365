using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Adoption;

/// <summary>A group of people who use agents about as much.</summary>
/// <param name="Changes">That one of them had a part in; several cohorts may have a part in one.</param>
/// <param name="Survival">Lines still alive ÷ delivered lines.</param>
/// <param name="Missing">Why there are no figures of quality; null when there are.</param>
public sealed record CohortRow(IReadOnlyList<UseCohort> Which, int People, int Changes, Figure Survival, CompanionFigures Quality, string? Missing)
{
    /// <summary><c>light or moderate</c>.</summary>
    public string Name => string.Join(" or ", Which.Select(c => c.ToString().ToLowerInvariant()));
}

/// <summary>
/// People by how much they use agents, beside the quality of what they deliver: in groups large enough, never by name, and over one fixed window, so that
/// two of them can't be subtracted from each other. It compares people who chose, and says nothing of what agents do to anybody.
/// </summary>
/// <param name="Rows">Empty when all together are too few.</param>
public sealed record CohortView(ScoreWindow Window, int Least, IReadOnlyList<CohortRow> Rows)
{
    public const int Weeks = 12;

    public const string Warning = "Who uses agents much chose to, and differs in work, tenure and team: these groups are no experiment, and a difference between them is no effect of agents.";

    /// <summary>The last whole ISO weeks; a week that ends within a minute is whole.</summary>
    public static CohortView Of(Standing standing)
    {
        var monday = IsoWeek.Monday(DateOnly.FromDateTime(standing.AsOf.UtcDateTime.AddMinutes(1)));
        var window = new ScoreWindow(monday.AddDays(-7 * Weeks), monday.AddDays(-1));
        var cohorts = Members(standing, window);
        var grouped = Cohorts.Grouped(cohorts.GroupBy(c => c.Value).ToDictionary(g => g.Key, g => g.Count()), standing.Shield.Rules.Least);
        var groupOf = grouped.SelectMany((g, i) => g.Select(c => (Cohort: c, Key: $"{i}"))).ToDictionary(g => g.Cohort, g => g.Key);
        var work = new GroupWork(standing, window, (person, _) => cohorts.TryGetValue(person, out var cohort) ? groupOf.GetValueOrDefault(cohort) : null);
        return new(window, standing.Shield.Rules.Least, [.. grouped.Select((g, i) => Row(standing, g, [.. cohorts.Where(c => g.Contains(c.Value)).Select(c => c.Key)], work, $"{i}"))]);
    }

    private static Dictionary<string, UseCohort> Members(Standing standing, ScoreWindow window)
    {
        var used = standing.Spend.ByPerson(window).GroupBy(p => p.Person, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(p => p.Day).Distinct().Count(), StringComparer.Ordinal);
        var teams = standing.Index.Teams;
        Dictionary<string, UseCohort> cohorts = new(StringComparer.Ordinal);
        foreach (var person in standing.Workspace.Organisation.Teams.SelectMany(t => t.Members).Select(m => m.Person).Distinct(StringComparer.Ordinal))
        {
            var days = 0;
            for (var day = window.Since; day <= window.Until; day = day.AddDays(1)) days += teams.Of(person, day) is null ? 0 : 1;
            if (days > 0) cohorts[person] = Cohorts.Of(used.GetValueOrDefault(person), days / 7m);
        }

        return cohorts;
    }

    private static CohortRow Row(Standing standing, IReadOnlyList<UseCohort> which, List<string> people, GroupWork work, string key)
    {
        var changes = work.Changes[key].ToList();
        var quality = CompanionFigures.Of(new() { Changes = [.. changes.Select(CompanionFinder.Delivered)], DeploymentFailures = [.. work.Deployments[key].Select(d => d.Failed)], Nd = 0 });
        var survival = quality.Rework.Missing is { } missing ? Figure.Unknown(missing) : Figure.Of(quality.Rework.Denominator - quality.Rework.Numerator, quality.Rework.Denominator, "");

        // Of a group whose work is mostly one person's, its figures would be that person's.
        var its = people.ToHashSet(StringComparer.Ordinal);
        var most = changes.SelectMany(c => c.SelectMany(s => s.Parts.Select(p => p.Person)).Distinct(StringComparer.Ordinal)).Where(its.Contains).CountBy(p => p, StringComparer.Ordinal).Select(p => p.Value).DefaultIfEmpty().Max();
        return new(which, people.Count, changes.Count, survival, quality, changes.Count > 0 && most > standing.Shield.Rules.Dominance * changes.Count ? "one person has too large a part of it" : null);
    }
}
