using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Changes;

/// <summary>Gathers what happened to one change, in order of time: from its ticket to the end of its horizon.</summary>
internal sealed class BackgroundFinder
{
    private readonly Standing standing;
    private readonly CommitGraph graph;
    private readonly ChangeList changes;
    private readonly Change change;
    private readonly IReadOnlyList<ScoredChange> services;
    private readonly IReadOnlyList<Commit> commits;
    private readonly IReadOnlyList<TicketLink> tickets;

    private BackgroundFinder(Standing standing, CommitGraph graph, ChangeList changes, Change change, IReadOnlyList<ScoredChange> services, bool withSessions)
    {
        (this.standing, this.graph, this.changes, this.change, this.services) = (standing, graph, changes, change, services);
        var (repository, sha) = (services[0].Repository, services[0].Sha);
        commits = [.. (change.BranchCommits.Count > 0 ? change.BranchCommits : [change.Commit]).Select(c => graph.Commits[c])];
        var served = (withSessions ? standing.Index.Links[(repository, sha)] : []).Select(l => l.Session).ToHashSet();
        tickets = [.. TicketLink.Joined([.. standing.Tickets.Of(repository, graph, change), .. standing.TicketsOf(served)]).Select(Owned)];
    }

    /// <param name="services">The change's judgements, of one repository and sha.</param>
    /// <param name="withSessions">False: what only its sessions tell is left out.</param>
    public static ChangeBackground Of(Standing standing, IReadOnlyList<ScoredChange> services, bool withSessions)
    {
        // A history that was rewritten since the run has the change no more.
        if (standing.Index.Repository(services[0].Repository) is not var (graph, changes) || changes.Find(services[0].Sha) is not (>= 0 and var change)) return ChangeBackground.Unknown;
        return new BackgroundFinder(standing, graph, changes, changes.All[change], services, withSessions).Background();
    }

    private ChangeBackground Background()
    {
        var people = standing.Workspace.People;
        var splits = new CommitSplits(graph, changes, people);
        var bringing = change.BranchCommits.Count > 0 ? change.BranchCommits : [change.Commit];
        return new(
            [.. bringing.SelectMany(c => splits.Of(c)?.Parts.Select(p => p.Person) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. commits.SelectMany(c => c.Message.CoAuthors.Append(c.Author)).Where(i => people.Of(i).Kind == PartyKind.Agent).Select(i => i.Name).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            commits.Count,
            tickets,
            services.Select(s => s.Reverts).FirstOrDefault(s => s is not null),
            [.. Steps().Where(s => s.At <= standing.AsOf).OrderBy(s => s.At).ThenBy(s => s.Kind).ThenBy(s => s.Service, StringComparer.Ordinal).ThenBy(s => s.Id, StringComparer.Ordinal)]);
    }

    private IEnumerable<StoryStep> Steps() => Making().Concat(services.SelectMany(Deployments)).Concat(Incidents()).Concat(Reverts());

    private IEnumerable<StoryStep> Making()
    {
        foreach (var item in standing.Events.WorkItems.Where(w => tickets.Any(t => string.Equals(t.Key, w.Id, StringComparison.OrdinalIgnoreCase))))
        {
            yield return new(item.OpenedAt, StoryStepKind.TicketOpened, Id: item.Id, Person: item.Owner is { } owner ? Id(owner) : null);
        }

        yield return new(commits.Min(c => c.AuthoredAt), StoryStepKind.FirstCommit);
        var number = change.RequestNumber is { } request ? $"#{request}" : null;
        if (change.Request is { } asked)
        {
            yield return new(asked.OpenedAt, StoryStepKind.RequestOpened, Id: number, Person: Id(asked.Author));
            foreach (var approval in asked.Approvals) yield return new(approval.At, StoryStepKind.Approved, Id: number, Person: Id(approval.Person));
        }

        yield return new(change.At, StoryStepKind.Merged, Id: number);
    }

    private IEnumerable<StoryStep> Deployments(ScoredChange row)
    {
        if (row.DeployedAt is not { } deployedAt) yield break;
        foreach (var attempt in standing.Events.Deployments.Where(d => d.Repository == row.Repository && d.Status == DeploymentStatus.Failure && IsOf(d, row.Service) && d.FinishedAt >= change.At && d.FinishedAt <= deployedAt))
        {
            if (graph.Find(attempt.Sha) is >= 0 and var commit && graph.Reach(commit) >= change.Index) yield return new(attempt.FinishedAt, StoryStepKind.AttemptFailed, row.Service, attempt.Id);
        }

        foreach (var deployment in standing.Index.Deployments[(row.Repository, row.Service)])
        {
            if (deployment.Changes.Contains(row.Sha)) yield return new(deployment.At, StoryStepKind.Deployed, row.Service, deployment.OnMerge ? null : deployment.Id);
            if (deployment.TakenOut.Contains(row.Sha)) yield return new(deployment.At, StoryStepKind.RolledBack, row.Service, deployment.Id);
            if (deployment.BroughtBack.Contains(row.Sha)) yield return new(deployment.At, StoryStepKind.LiveAgain, row.Service, deployment.Id);
        }

        yield return new(deployedAt.AddDays(standing.Workspace.Policy.SurvivalDays), StoryStepKind.Judged, row.Service);
    }

    /// <summary>Incidents that name the change, and those that name a deployment which delivered it.</summary>
    private IEnumerable<StoryStep> Incidents()
    {
        var delivered = services.Select(s => s.Service).Order(StringComparer.Ordinal).SelectMany(s => standing.Index.Deployments[(services[0].Repository, s)]).Where(d => d.Changes.Contains(change.Sha)).ToLookup(d => d.Id, StringComparer.Ordinal);
        foreach (var incident in standing.Events.Incidents)
        {
            var named = incident.Changes.Any(sha => changes.OfCommit(graph.Find(sha)) == change.Index);
            var service = incident.Service ?? (incident.Deployment is { } id ? delivered[id].Select(d => d.Service).FirstOrDefault() : null);
            if (!named && !(incident.Deployment is { } by && delivered[by].Any(d => d.At <= incident.OpenedAt && (incident.Service is null || d.Service == incident.Service)))) continue;
            yield return new(incident.OpenedAt, StoryStepKind.IncidentOpened, service, incident.Id, null, incident.Severity);
            if (incident.ClosedAt is { } closed) yield return new(closed, StoryStepKind.IncidentClosed, service, incident.Id, null, incident.Severity);
        }
    }

    private IEnumerable<StoryStep> Reverts() => services.SelectMany(s => s.RevertedBy).DistinctBy(r => r.Sha).SelectMany(IEnumerable<StoryStep> (r) =>
    [
        new(r.At, StoryStepKind.Reverted, Id: r.Sha),
        .. r.RestoredAt is { } back ? new[] { new StoryStep(back, StoryStepKind.Restored) } : [],
    ]);

    private bool IsOf(DeploymentEvent deployment, string service) =>
        (deployment.Service is null || deployment.Service == service)
        && standing.Workspace.Organisation.Repositories.FirstOrDefault(r => r.Name == deployment.Repository)?.Services.FirstOrDefault(s => s.Name == service)?.Environment == deployment.Environment;

    /// <summary>With its owner's id in the place of the address or login that the ticket's source has.</summary>
    private TicketLink Owned(TicketLink ticket) =>
        ticket.Item is { Item.Owner: { } owner } known ? ticket with { Item = known with { Item = known.Item with { Owner = Id(owner) } } } : ticket;

    private string Id(string person) => standing.Workspace.People.Named(person).Id;
}
