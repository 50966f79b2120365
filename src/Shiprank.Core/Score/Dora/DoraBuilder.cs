using System.Collections.Concurrent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score.Dora;

/// <summary>The five of a service or team in a window and in the one of the same length before it.</summary>
/// <param name="Repository">Of a service; null for a team.</param>
/// <param name="Mode">Of a service; null for a team.</param>
public sealed record DoraRow(string Name, string? Repository, DeploymentMode? Mode, DoraFigures Now, DoraFigures Before);

/// <summary>
/// Gathers DORA's five from a score. A service has its own deployments and changes. A team has the deployments that delivered a change of one
/// of its people, and these changes, each once, at its first deployment; people belong to the team that they were in on that day.
/// </summary>
public sealed class DoraBuilder(ScoreResult score, OrganisationFile organisation, DeliveryEvents events)
{
    private readonly DoraIndex index = new(score, new(organisation), events);
    private readonly Dictionary<(string Repository, string Service), ScoredService> services = score.Services.ToDictionary(s => (s.Repository, s.Name));
    private readonly ConcurrentDictionary<string, DateTimeOffset?> firstDeployments = new(StringComparer.Ordinal);
    private readonly HashSet<(string Repository, string Service, string Sha)> atBaseline = [.. score.Deployments
        .Where(d => d.Kind == DeploymentKind.Baseline && !d.OnMerge)
        .SelectMany(d => d.Changes.Select(sha => (d.Repository, d.Service, sha)))];

    /// <summary>Every service of the file, and each other one that a change touches, by repository and then as the file lists them.</summary>
    public IReadOnlyList<DoraRow> Services(ScoreWindow window) =>
        [.. score.Services.Where(IsWorthARow).Select(s => new DoraRow(s.Name, s.Repository, s.Mode, Of(s, window).Figures(), Of(s, Previous(window)).Figures()))];

    /// <summary>Every team of the file, in its order.</summary>
    public IReadOnlyList<DoraRow> Teams(ScoreWindow window) =>
        [.. organisation.Teams.Select(t => Team(t, window))];

    public DoraRow Team(TeamEntry team, ScoreWindow window) => new(team.Name, null, null, Of(team, window).Figures(), Of(team, Previous(window)).Figures());

    /// <summary>As many days right before.</summary>
    public static ScoreWindow Previous(ScoreWindow window)
    {
        var days = window.Until.DayNumber - window.Since.DayNumber + 1;
        return new(window.Since.AddDays(-days), window.Since.AddDays(-1));
    }

    private bool IsWorthARow(ScoredService service) =>
        organisation.Repositories.Any(r => r.Name == service.Repository && r.Services.Any(s => s.Name == service.Name))
        || index.OfService.Changes.Contains((service.Repository, service.Name));

    private DoraFacts Of(ScoredService service, ScoreWindow window)
    {
        var key = (service.Repository, service.Name);
        return Facts(
            window,
            [.. index.OfService.Changes[key].Where(c => c.DeployedAt is not null && window.Has(c)).Select(Span)],
            [.. index.OfService.Deployments[key].Where(d => window.Has(d.At))],
            service.FirstDeployment,
            index.OfService.Cells[key],
            index.FailedAttempts[service.Repository].Count(d => window.Has(d.FinishedAt) && IsOf(d, service)),
            index.LooseIncidents[service.Name].Count(i => window.Has(i.OpenedAt)));
    }

    private DoraFacts Of(TeamEntry team, ScoreWindow window)
    {
        var all = index.OfTeam.Changes[team.Id];
        var first = firstDeployments.GetOrAdd(team.Id, static (_, it) => it.All.Select(c => it.Services.GetValueOrDefault((c.Repository, c.Service))?.FirstDeployment).Min(), (All: all, Services: services));
        var changes = all
            .Where(window.Has)
            .GroupBy(c => (c.Repository, c.Sha))
            .Select(g => g.OrderBy(c => c.DeployedAt).ThenBy(c => c.Service, StringComparer.Ordinal).First())
            .ToList();
        return Facts(window, [.. changes.Select(Span)], [.. index.OfTeam.Deployments[team.Id].Where(d => window.Has(d.At))], first, index.OfTeam.Cells[team.Id], 0, 0);
    }

    private DoraFacts Facts(
        ScoreWindow window, IReadOnlyList<LeadSpan> changes, List<ScoredDeployment> deployments, DateTimeOffset? first, IEnumerable<Cell> cells, int failedAttempts, int looseIncidents)
    {
        var counted = deployments.Where(DoraFacts.Counts).OrderBy(d => d.At).ThenBy(d => d.Repository, StringComparer.Ordinal).ThenBy(d => d.Service, StringComparer.Ordinal).ToList();
        return new()
        {
            Changes = changes,
            Deployments = counted,
            ObservedDays = first is { } from && Days(window, DateOnly.FromDateTime(from.UtcDateTime)) is > 0 and var observed ? observed : null,
            Nd = cells.Where(c => window.Has(c.Day)).Sum(c => c.Nd),
            Days = Days(window, window.Since),
            Apart = new(
                deployments.Count(d => d.Kind == DeploymentKind.Redeployment),
                deployments.Count(d => d.Kind == DeploymentKind.Rollback),
                deployments.Count(d => d is { OnMerge: false, Delivered: 0, Kind: DeploymentKind.Delivery }),
                deployments.Count(d => d is { OnMerge: false, Delivered: > 0, People.Count: 0 }),
                failedAttempts,
                deployments.Count(d => d.OnMerge),
                looseIncidents,
                counted.Count(d => d.At.AddDays(score.Policy.SurvivalDays) > score.AsOf)),
        };
    }

    private LeadSpan Span(ScoredChange change) => new(
        change.RequestedAt < change.StartedAt ? change.RequestedAt.Value : change.StartedAt,
        change.DeployedAt!.Value,
        change.Mode != DeploymentMode.Trunk && !atBaseline.Contains((change.Repository, change.Service, change.Sha)));

    /// <summary>Days of the window from one on, up to as-of's.</summary>
    private int Days(ScoreWindow window, DateOnly from)
    {
        var asOf = DateOnly.FromDateTime(score.AsOf.UtcDateTime);
        var (first, last) = (from > window.Since ? from : window.Since, asOf < window.Until ? asOf : window.Until);
        return Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }

    private bool IsOf(DeploymentEvent deployment, ScoredService service) =>
        (deployment.Service is null || deployment.Service == service.Name)
        && organisation.Repositories.FirstOrDefault(r => r.Name == service.Repository)?.Services.FirstOrDefault(s => s.Name == service.Name)?.Environment == deployment.Environment;
}
