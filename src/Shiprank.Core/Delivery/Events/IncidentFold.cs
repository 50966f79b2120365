namespace Shiprank.Core.Delivery;

/// <summary>Incidents with what was linked to them later, and without those that an issue's labels took back.</summary>
internal static class IncidentFold
{
    /// <param name="incidents">The versions of each, the standing one last.</param>
    /// <param name="items">Standing. A forge's issue is always a work item, and an incident while its labels say so.</param>
    public static IEnumerable<IncidentEvent> Of(IEnumerable<IReadOnlyList<EventEntry<IncidentEvent>>> incidents, IEnumerable<EventEntry<WorkItemEvent>> items, IEnumerable<IncidentLinkEvent> links)
    {
        var issues = items.Where(i => i.Identity.Repository.Length > 0).ToDictionary(i => i.Identity, i => i.UpdatedAt);
        var byIncident = links.ToLookup(l => (l.Source, l.Incident));
        foreach (var versions in incidents.OrderBy(v => v[^1].Moment).ThenBy(v => v[^1].Identity))
        {
            var last = versions[^1];
            if (issues.TryGetValue(last.Identity, out var told) && told > last.UpdatedAt) continue;
            var stands = last.IsSnapshot ? last.Event with { ClosedAt = ClosedAt(versions) } : last.Event;
            var first = versions[0].Event.Severity;
            yield return Linked(first == stands.Severity ? stands : stands with { FirstSeverity = first }, byIncident[(last.Event.Source, last.Event.Id)]);
        }
    }

    /// <summary>A snapshot that was taken after the end may know only that it is over.</summary>
    private static DateTimeOffset? ClosedAt(IReadOnlyList<EventEntry<IncidentEvent>> versions) =>
        versions.Reverse().Select(v => v.Event.ClosedAt).TakeWhile(time => time is not null).Min();

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
