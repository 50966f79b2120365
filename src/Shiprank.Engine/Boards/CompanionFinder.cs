using System.Collections.Concurrent;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Boards;

/// <summary>
/// Gathers what a group did in a window, for its companions. What people did belongs to the team that they were in on that day; a change of
/// several people belongs to the team of each. Safe for use from several threads.
/// </summary>
internal sealed class CompanionFinder
{
    private readonly Standing standing;
    private readonly ScoreWindow window;
    private readonly TeamDays teams;
    private readonly Dictionary<GroupKind, Lazy<GroupWork>> work;
    private readonly ConcurrentDictionary<(GroupKind Kind, string Id), CompanionFigures> found = [];

    public CompanionFinder(Standing standing, ScoreWindow window)
    {
        (this.standing, this.window, teams) = (standing, window, standing.Index.Teams);
        work = new()
        {
            [GroupKind.Team] = new(() => new(standing, window, teams.Of)),
            [GroupKind.Person] = new(() => new(standing, window, (person, _) => person)),
        };
    }

    public CompanionFigures Of(GroupSeries group) => found.GetOrAdd((group.Kind, group.Id), static (_, it) => it.Finder.Find(it.Group), (Finder: this, Group: group));

    private CompanionFigures Find(GroupSeries group)
    {
        var did = work[group.Kind].Value;
        var isCovered = did.Covered.Contains(group.Id);
        var spend = did.Spend.GetValueOrDefault(group.Id, GroupSpend.None);
        return CompanionFigures.Of(new()
        {
            Changes = [.. did.Changes[group.Id].Select(Delivered)],
            DeploymentFailures = [.. did.Deployments[group.Id].Select(d => d.Failed)],
            ClosedRequests = did.ClosedRequests is { } requests ? [.. requests[group.Id]] : null,
            Spend = isCovered ? spend.Sums : null,
            Nd = group.Total.Nd,
            Adoption = isCovered ? Adoption(group, spend) : null,
        });
    }

    internal static DeliveredChange Delivered(IReadOnlyList<ScoredChange> services) => new(
        services.Min(c => c.StartedAt), services[0].DeployedAt!.Value, services.Sum(c => c.Eligible), services.Sum(c => c.Eligible - c.Alive),
        services.Any(c => c.WasReverted || c.WasRolledBack || c.HasIncident), services[0].ReviewKnown, services[0].Reviewed);

    private bool Has(GroupSeries group, string person, DateOnly day) =>
        group.Kind == GroupKind.Person ? person == group.Id : teams.Of(person, day) == group.Id;

    private bool Employed(GroupSeries group, string person, ScoreWindow span)
    {
        for (var day = span.Since; day <= span.Until; day = day.AddDays(1))
        {
            if (Has(group, person, day)) return true;
        }

        return false;
    }

    private List<AdoptionWeek> Adoption(GroupSeries group, GroupSpend spend)
    {
        var people = People(group);
        return [.. SeriesWeeks.Of(window, standing.AsOf, 0).Select(monday => new AdoptionWeek(spend.Users(monday), people.Count(p => Employed(group, p, new(monday, monday.AddDays(6))))))];
    }

    /// <summary>Everyone who belonged to the group on some day.</summary>
    private List<string> People(GroupSeries group) => group.Kind == GroupKind.Person
        ? [group.Id]
        : [.. standing.Workspace.Organisation.Teams.Where(t => t.Id == group.Id).SelectMany(t => t.Members).Select(m => m.Person).Distinct(StringComparer.Ordinal)];
}
