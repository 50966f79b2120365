using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score;

/// <summary>Events that speak of commits which no repository has: said, never dropped in silence. Deployments of no service of the repository are passed over.</summary>
internal sealed class PlacementProblems(DeliveryEvents events)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public void Look(RepositoryEntry repository, CommitGraph graph)
    {
        var services = new ServiceMap(repository);
        foreach (var deployment in events.Deployments)
        {
            if (deployment.Repository == repository.Name && (graph.Find(deployment.Sha) >= 0 || !services.Takes(deployment))) known.Add("deployment " + deployment.Id);
        }

        foreach (var incident in events.Incidents)
        {
            foreach (var sha in incident.Changes)
            {
                if (graph.Find(sha) >= 0) known.Add($"incident {incident.Id} {sha}");
            }
        }
    }

    public IReadOnlyList<Problem> Found() =>
    [
        .. events.Deployments.Where(d => !known.Contains("deployment " + d.Id))
            .Select(d => new Problem("deployment " + d.Id, 0, $"no commit {d.Sha} in repository {d.Repository}", "fetch the repository, then run sync again")),
        .. events.Incidents.SelectMany(i => i.Changes.Where(sha => !known.Contains($"incident {i.Id} {sha}"))
            .Select(sha => new Problem("incident " + i.Id, 0, $"no repository has the commit {sha}", "check the sha, or fetch the repository"))),
    ];
}
