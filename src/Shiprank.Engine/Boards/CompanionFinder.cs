using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Store;

namespace Shiprank.Engine.Boards;

/// <summary>
/// Gathers what a group did in a window, for its companions. What people did belongs to the team that they were in on that day; a change of
/// several people belongs to the team of each.
/// </summary>
internal sealed class CompanionFinder
{
    private readonly Standing standing;
    private readonly ScoreWindow window;
    private readonly TeamDays teams;
    private readonly IReadOnlyList<IReadOnlyList<ScoredChange>> changes;
    private readonly IReadOnlyList<ScoredDeployment> deployments;
    private readonly ILookup<string, PersonSpend> spend;
    private readonly HashSet<string> covered;

    public CompanionFinder(Standing standing, ScoreWindow window)
    {
        (this.standing, this.window, teams) = (standing, window, new(standing.Workspace.Organisation));
        changes = [.. standing.Score.Changes
            .Where(c => c.DeployedAt is not null && window.Has(c))
            .GroupBy(c => (c.Repository, c.Sha))
            .Select(g => g.OrderBy(c => c.DeployedAt).ToList())];
        deployments = [.. standing.Score.Deployments.Where(d => window.Has(d.At) && d.Delivered > 0 && d.Kind is DeploymentKind.Delivery or DeploymentKind.Baseline)];
        spend = standing.Spend.ByPerson(window).ToLookup(s => s.Person, StringComparer.Ordinal);
        covered = [.. standing.Workspace.Organisation.Usage.Where(u => u.Person is not null).Select(u => standing.Workspace.People.Named(u.Person!).Id), .. standing.Spend.ActiveWeeks().Keys];
    }

    public CompanionFigures Of(GroupSeries group)
    {
        var isCovered = covered.Any(p => Employed(group, p, window));
        return CompanionFigures.Of(new()
        {
            Changes = [.. changes.Where(c => c.Any(s => s.Parts.Any(p => Has(group, p.Person, s.DeployedAt!.Value)))).Select(Delivered)],
            DeploymentFailures = [.. deployments.Where(d => d.People.Any(p => Has(group, p, d.At))).Select(d => d.Failed)],
            ClosedRequests = ClosedRequests(group),
            Spend = isCovered ? Spend(group) : null,
            Nd = group.Total.Nd,
            Adoption = isCovered ? Adoption(group) : null,
        });
    }

    private static DeliveredChange Delivered(IReadOnlyList<ScoredChange> services) => new(
        services.Min(c => c.StartedAt), services[0].DeployedAt!.Value, services.Sum(c => c.Eligible), services.Sum(c => c.Eligible - c.Alive),
        services.Any(c => c.WasReverted || c.WasRolledBack || c.HasIncident), services[0].ReviewKnown, services[0].Reviewed);

    private bool Has(GroupSeries group, string person, DateTimeOffset at) => Has(group, person, DateOnly.FromDateTime(at.UtcDateTime));

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

    private List<bool>? ClosedRequests(GroupSeries group)
    {
        if (standing.Events.Requests.Count == 0) return null;
        var closed = new List<bool>();
        foreach (var request in standing.Events.Requests)
        {
            if ((request.MergedAt ?? request.ClosedAt) is not { } at || !window.Has(at)) continue;
            if (standing.Workspace.People.Named(request.Author) is { IsPerson: true } author && Has(group, author.Id, at)) closed.Add(request.MergedAt is not null);
        }

        return closed;
    }

    private SpendFacts Spend(GroupSeries group)
    {
        var (usd, tied, unpriced) = (0L, 0L, 0L);
        foreach (var part in Of(group, People(group)))
        {
            usd += part.Amount.NanoUsd ?? 0;
            if (SpendGroups.IsTied(part.Fate)) tied += part.Amount.NanoUsd ?? 0;
            unpriced += part.Amount.UnpricedResponses;
        }

        return new(Nano.Units(usd), Nano.Units(tied), (int)unpriced);
    }

    private List<AdoptionWeek> Adoption(GroupSeries group)
    {
        var people = People(group);
        var users = Of(group, people).ToLookup(s => IsoWeek.Monday(s.Day), s => s.Person);
        return [.. SeriesWeeks.Of(window, standing.AsOf, 0).Select(monday => new AdoptionWeek(
            users[monday].Distinct(StringComparer.Ordinal).Count(),
            people.Count(p => Employed(group, p, new(monday, monday.AddDays(6))))))];
    }

    /// <summary>Spend of the days on which people were in the group.</summary>
    private IEnumerable<PersonSpend> Of(GroupSeries group, List<string> people) => people.SelectMany(p => spend[p].Where(s => Has(group, p, s.Day)));

    /// <summary>Everyone who belonged to the group on some day.</summary>
    private List<string> People(GroupSeries group) => group.Kind == GroupKind.Person
        ? [group.Id]
        : [.. standing.Workspace.Organisation.Teams.Where(t => t.Id == group.Id).SelectMany(t => t.Members).Select(m => m.Person).Distinct(StringComparer.Ordinal)];
}
