using Shiprank.Core.Delivery;
using Shiprank.Core.Score;

namespace Shiprank.Core.Badges;

/// <summary>Incidents by the change that they blame: explicitly, or through the deployment that brought it.</summary>
internal sealed class IncidentBlame
{
    /// <summary>As short as an event may write a sha.</summary>
    private const int Shortest = 7;

    private readonly ILookup<string, (string Sha, IncidentEvent Incident)> named;
    private readonly ILookup<string, IncidentEvent> ofDeployment;
    private readonly Dictionary<(string Repository, string Service, string Sha), string> deliveredBy = [];

    public IncidentBlame(ScoreResult score, IReadOnlyList<IncidentEvent> incidents)
    {
        named = incidents.SelectMany(i => i.Changes.Where(s => s.Length >= Shortest).Select(s => (Sha: s, Incident: i))).ToLookup(x => x.Sha[..Shortest], StringComparer.OrdinalIgnoreCase);
        ofDeployment = incidents.Where(i => i.Deployment is not null && i.Changes.Count == 0).ToLookup(i => i.Deployment!, StringComparer.Ordinal);
        foreach (var deployment in score.Deployments)
        {
            foreach (var sha in deployment.Changes) deliveredBy.TryAdd((deployment.Repository, deployment.Service, sha), deployment.Id);
        }
    }

    /// <summary>True when an incident that blames the change in its service was opened from its deployment on, up to a moment.</summary>
    public bool Has(ScoredChange change, DateTimeOffset until) => Of(change).Any(i => i.OpenedAt >= change.DeployedAt && i.OpenedAt <= until);

    private IEnumerable<IncidentEvent> Of(ScoredChange change)
    {
        var own = change.Sha.Length < Shortest ? [] : named[change.Sha[..Shortest]].Where(x => change.Sha.StartsWith(x.Sha, StringComparison.OrdinalIgnoreCase)).Select(x => x.Incident);
        var brought = deliveredBy.TryGetValue((change.Repository, change.Service, change.Sha), out var id) ? ofDeployment[id] : [];
        return own.Concat(brought).Where(i => i.Service is null || string.Equals(i.Service, change.Service, StringComparison.Ordinal));
    }
}
