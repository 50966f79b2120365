using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;

namespace Shiprank.Core.Score;

/// <summary>Says of each deployment what it delivered and whether it failed (normalised-deployments.md, section 7, change-failure rate).</summary>
internal sealed class DeploymentJudge(RepositoryScorer scorer, IReadOnlyList<ScoredChange> scored, ScoreInput input)
{
    private readonly Dictionary<(string Sha, string Service), ScoredChange> rows = scored.ToDictionary(c => (c.Sha, c.Service));
    private readonly ILookup<string, IncidentEvent> incidents = input.Events.Incidents.Where(i => i.Deployment is not null).ToLookup(i => i.Deployment!, StringComparer.Ordinal);

    public IEnumerable<ScoredDeployment> Judge(string repository)
    {
        foreach (var timeline in scorer.Timelines)
        {
            foreach (var deployment in timeline.Deployments)
            {
                var delivered = deployment.Delivered
                    .Select(c => rows.GetValueOrDefault((scorer.Changes[c].Sha, timeline.Service.Name)))
                    .OfType<ScoredChange>()
                    .ToList();
                // A merge that doesn't touch the service is no deployment of it.
                if (delivered.Count == 0 && deployment.Kind == DeploymentKind.Delivery && deployment.Delivered is [var only] && timeline.CountsOnMerge(only)) continue;
                yield return new(
                    repository, timeline.Service.Name, deployment.Id, deployment.Sha, deployment.At, deployment.Kind, delivered.Count, Failed(deployment, delivered),
                    [.. delivered.SelectMany(c => c.Parts.Select(p => p.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
            }
        }
    }

    private bool Failed(Deployment deployment, List<ScoredChange> delivered)
    {
        var until = deployment.At + TimeSpan.FromDays(input.Policy.SurvivalDays);
        return delivered.Exists(c => c.WasReverted || c.WasRolledBack || c.HasIncident)
            || incidents[deployment.Id].Any(i => i.OpenedAt >= deployment.At && i.OpenedAt <= until);
    }
}
