using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;

namespace Shiprank.Core.Score.Dora;

/// <summary>What services and teams did, each in the order of the score: one look at everything for all of them, when the first is asked for.</summary>
internal sealed class DoraIndex(ScoreResult score, TeamDays teams, DeliveryEvents events)
{
    private readonly Lazy<DoraWork<(string Repository, string Service)>> ofService = new(() => new(
        score.Changes.Where(c => c.Parts.Count > 0).ToLookup(c => (c.Repository, c.Service)),
        score.Deployments.ToLookup(d => (d.Repository, d.Service)),
        score.Cells.ToLookup(c => (c.Repository, c.Service))));

    private readonly Lazy<DoraWork<string>> ofTeam = new(() => new(
        score.Changes.SelectMany(c => Teams(teams, c.Parts.Select(p => p.Person), c.DeployedAt).Select(t => (Team: t, Change: c))).ToLookup(x => x.Team, x => x.Change, StringComparer.Ordinal),
        score.Deployments.SelectMany(d => Teams(teams, d.People, d.At).Select(t => (Team: t, Deployment: d))).ToLookup(x => x.Team, x => x.Deployment, StringComparer.Ordinal),
        score.Cells.Select(c => (Team: teams.Of(c.Person, c.Day), Cell: c)).Where(x => x.Team is not null).ToLookup(x => x.Team!, x => x.Cell, StringComparer.Ordinal)));

    private readonly Lazy<ILookup<string, DeploymentEvent>> failedAttempts =
        new(() => events.Deployments.Where(d => d.Status == DeploymentStatus.Failure).ToLookup(d => d.Repository, StringComparer.Ordinal));

    private readonly Lazy<ILookup<string, IncidentEvent>> looseIncidents =
        new(() => events.Incidents.Where(i => i is { Service: not null, Deployment: null, Changes.Count: 0 }).ToLookup(i => i.Service!, StringComparer.Ordinal));

    /// <summary>Changes of people, deployments and cells.</summary>
    public DoraWork<(string Repository, string Service)> OfService => ofService.Value;

    /// <summary>Deployed changes and deployments of those who were in the team on that day, and cells.</summary>
    public DoraWork<string> OfTeam => ofTeam.Value;

    /// <summary>By repository.</summary>
    public ILookup<string, DeploymentEvent> FailedAttempts => failedAttempts.Value;

    /// <summary>Incidents that blame no change and no deployment, by service.</summary>
    public ILookup<string, IncidentEvent> LooseIncidents => looseIncidents.Value;

    private static IEnumerable<string> Teams(TeamDays teams, IEnumerable<string> people, DateTimeOffset? at) =>
        at is { } moment ? people.Select(p => teams.Of(p, DateOnly.FromDateTime(moment.UtcDateTime))).OfType<string>().Distinct(StringComparer.Ordinal) : [];
}

internal sealed record DoraWork<TKey>(ILookup<TKey, ScoredChange> Changes, ILookup<TKey, ScoredDeployment> Deployments, ILookup<TKey, Cell> Cells);
