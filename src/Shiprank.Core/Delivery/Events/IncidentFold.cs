namespace Shiprank.Core.Delivery;

/// <summary>Incidents with what was linked to them later, and without those that an issue's labels took back.</summary>
internal static class IncidentFold
{
    /// <param name="incidents">Standing.</param>
    /// <param name="items">Standing. A forge's issue is always a work item, and an incident while its labels say so.</param>
    public static IEnumerable<IncidentEvent> Of(IEnumerable<EventEntry<IncidentEvent>> incidents, IEnumerable<EventEntry<WorkItemEvent>> items, IEnumerable<IncidentLinkEvent> links)
    {
        var issues = items.Where(i => i.Identity.Repository.Length > 0).ToDictionary(i => i.Identity, i => i.UpdatedAt);
        var byIncident = links.ToLookup(l => (l.Source, l.Incident));
        foreach (var incident in incidents)
        {
            if (issues.TryGetValue(incident.Identity, out var told) && told > incident.UpdatedAt) continue;
            yield return Linked(incident.Event, byIncident[(incident.Event.Source, incident.Event.Id)]);
        }
    }

    private static IncidentEvent Linked(IncidentEvent incident, IEnumerable<IncidentLinkEvent> links)
    {
        var ordered = links.OrderBy(l => l.At).ThenBy(l => l.Id, StringComparer.Ordinal).ToList();
        return ordered.Count == 0 ? incident : incident with
        {
            Changes = [.. incident.Changes.Concat(ordered.SelectMany(l => l.Changes)).Distinct(StringComparer.Ordinal)],
            Deployment = ordered.FindLast(l => l.Deployment is not null)?.Deployment ?? incident.Deployment,
        };
    }
}
