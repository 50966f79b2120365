using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Score.Dora;

namespace Shiprank.Core.Score;

/// <summary>
/// Says of each deployment what it delivered, whether it failed (normalised-deployments.md, section 7, change-failure rate), what ended the
/// failure, and whether it was made to mend one.
/// </summary>
internal sealed class DeploymentJudge(RepositoryScorer scorer, IReadOnlyList<ScoredChange> scored, ScoreInput input)
{
    private readonly Dictionary<(string Sha, string Service), ScoredChange> rows = scored.ToDictionary(c => (c.Sha, c.Service));
    private readonly ILookup<string, IncidentEvent> incidents = input.Events.Incidents.Where(i => i.Deployment is not null).ToLookup(i => i.Deployment!, StringComparer.Ordinal);
    private readonly DefectLinks links = new(scorer, input.Events.Incidents);

    public IEnumerable<ScoredDeployment> Judge(string repository) => scorer.Timelines.SelectMany(t => Judge(repository, t));

    private IEnumerable<ScoredDeployment> Judge(string repository, ServiceTimeline timeline)
    {
        var ends = new FailureEnds(timeline, links);
        var takenOut = new SortedSet<int>();
        for (var i = 0; i < timeline.Deployments.Count; i++)
        {
            var deployment = timeline.Deployments[i];
            var delivered = deployment.Delivered.Where(c => Row(c, timeline) is not null).ToList();
            var back = takenOut.Where(deployment.Has).ToList();
            takenOut.ExceptWith(back);
            takenOut.UnionWith(deployment.TakenOut);
            var onMerge = deployment.Delivered is [var only] && timeline.CountsOnMerge(only);
            // A merge that doesn't touch the service is no deployment of it.
            if (delivered.Count == 0 && onMerge) continue;
            var failing = delivered.FindAll(c => Row(c, timeline) is { } row && (row.WasReverted || row.WasRolledBack || row.HasIncident));
            var own = Incidents(deployment, timeline);
            var failed = failing.Count > 0 || own.Count > 0;
            yield return new(
                repository, timeline.Service.Name, deployment.Id, deployment.Sha, deployment.At, deployment.Kind, delivered.Count, failed,
                [.. delivered.SelectMany(c => Row(c, timeline)!.Parts.Select(p => p.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])
            {
                Changes = Shas(delivered, timeline),
                TakenOut = Shas(deployment.TakenOut, timeline),
                BroughtBack = Shas(back, timeline),
                OnMerge = onMerge,
                Restored = failed ? ends.Of(i, [.. failing.Select(c => (c, Incidents(c, deployment, timeline)))], own) : null,
                Rework = Rework(deployment, delivered, back, timeline),
            };
        }
    }

    private ScoredChange? Row(int change, ServiceTimeline timeline) => rows.GetValueOrDefault((scorer.Changes[change].Sha, timeline.Service.Name));

    private IReadOnlyList<string> Shas(IEnumerable<int> changes, ServiceTimeline timeline) =>
        [.. changes.Where(c => Row(c, timeline) is not null).Select(c => scorer.Changes[c].Sha)];

    private DateTimeOffset Until(Deployment deployment) => deployment.At + TimeSpan.FromDays(input.Policy.SurvivalDays);

    /// <summary>Incidents of the deployment itself, opened within H; one that names a service is that one's.</summary>
    private List<IncidentEvent> Incidents(Deployment deployment, ServiceTimeline timeline) =>
    [
        .. incidents[deployment.Id].Where(i =>
            i.OpenedAt >= deployment.At && i.OpenedAt <= Until(deployment) && (i.Service is null || string.Equals(i.Service, timeline.Service.Name, StringComparison.Ordinal))),
    ];

    private IReadOnlyList<IncidentEvent> Incidents(int change, Deployment deployment, ServiceTimeline timeline) =>
        [.. scorer.Facts.IncidentsOf(scorer.Changes[change], timeline.Service.Name, deployment.At, Until(deployment))];

    private ReworkReasons Rework(Deployment deployment, List<int> delivered, List<int> back, ServiceTimeline timeline)
    {
        bool Ran(int change) => timeline.DeliveredAt(change) < deployment.At && !deployment.Delivered.Contains(change) && Row(change, timeline) is not null;
        bool Concerns(IncidentEvent incident) => incident.Service is null || string.Equals(incident.Service, timeline.Service.Name, StringComparison.Ordinal);
        if (delivered.Count == 0) return ReworkReasons.None;
        return (delivered.Any(c => links.TakenOutBy(c).Any(Ran)) ? ReworkReasons.Revert : 0)
            | (delivered.Any(c => links.FixedBy(c).Any(Ran) || links.MendedBy(c).Any(Concerns)) ? ReworkReasons.Fix : 0)
            | (back.Count > 0 ? ReworkReasons.AfterRollback : 0);
    }
}
