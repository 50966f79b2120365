using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;

namespace Shiprank.Core.Score.Dora;

/// <summary>
/// When the failure of a deployment ended. It has causes: changes that it delivered and that were reverted, rolled back or linked to an
/// incident, and incidents of the deployment itself. Each cause ends with the first of: a rollback that takes it out, a deployment of its
/// revert, a deployment of its fix, the closing of its incidents. The service is restored when the last cause has ended.
/// </summary>
internal sealed class FailureEnds(ServiceTimeline timeline, DefectLinks links)
{
    /// <param name="position">Of the failed deployment in the timeline.</param>
    /// <param name="causes">Changes that it delivered and that failed, each with its incidents.</param>
    /// <param name="own">Incidents of the deployment itself.</param>
    /// <returns>Null while a cause has not ended.</returns>
    public Restoration? Of(int position, IReadOnlyList<(int Change, IReadOnlyList<IncidentEvent> Incidents)> causes, IReadOnlyList<IncidentEvent> own)
    {
        var ends = causes.Select(c => End(position, c.Change, c.Incidents)).Concat(own.Select(i => End(position, i))).ToList();
        return ends.Contains(null) ? null : ends.OfType<Restoration>().OrderBy(e => e.By != RestoredBy.Itself).ThenBy(e => e.At).LastOrDefault();
    }

    private Restoration? End(int position, int change, IReadOnlyList<IncidentEvent> incidents)
    {
        var deployment = timeline.Deployments[position];
        if (incidents.Count == 0 && links.RevertersOf(change).Any(deployment.Has)) return new(deployment.At, RestoredBy.Itself, deployment.Id);
        return First(
            Later(position, d => d.TakenOut.Contains(change), RestoredBy.Rollback),
            Later(position, d => links.RevertersOf(change).Any(r => Brings(deployment, d, r)), RestoredBy.Revert),
            Later(position, d => links.FixersOf(change).Concat(incidents.SelectMany(links.MendersOf)).Any(f => Brings(deployment, d, f)), RestoredBy.Fix),
            Closed(deployment, incidents));
    }

    private Restoration? End(int position, IncidentEvent incident)
    {
        var deployment = timeline.Deployments[position];
        return First(
            Later(position, d => d.TakenOut.Any(deployment.Delivered.Contains), RestoredBy.Rollback),
            Later(position, d => links.MendersOf(incident).Any(f => Brings(deployment, d, f)), RestoredBy.Fix),
            Closed(deployment, [incident]));
    }

    private static bool Brings(Deployment failed, Deployment later, int change) => later.Has(change) && !failed.Has(change);

    private static Restoration? First(params IEnumerable<Restoration?> ends) => ends.OfType<Restoration>().OrderBy(e => e.At).FirstOrDefault();

    private Restoration? Later(int position, Func<Deployment, bool> ends, RestoredBy by)
    {
        for (var i = position + 1; i < timeline.Deployments.Count; i++)
        {
            if (ends(timeline.Deployments[i])) return new(timeline.Deployments[i].At, by, timeline.Deployments[i].Id);
        }

        return null;
    }

    private static Restoration? Closed(Deployment deployment, IReadOnlyList<IncidentEvent> incidents)
    {
        if (incidents.Count == 0 || incidents.Any(i => i.ClosedAt is null)) return null;
        var last = incidents.MaxBy(i => i.ClosedAt)!;
        return new(last.ClosedAt < deployment.At ? deployment.At : last.ClosedAt!.Value, RestoredBy.IncidentClosed, last.Id);
    }
}
