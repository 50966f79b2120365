using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Forges;

/// <summary>An issue of a forge, as one delivery shows it.</summary>
/// <param name="Owner">Login of the first whom it is assigned to.</param>
/// <param name="WhenClosed">What it is when it is closed: done or cancelled.</param>
/// <param name="Description">Read for what the incident is linked to, not kept.</param>
internal sealed record IssueSnapshot(
    string Source, string Repository, long Number, string? Owner, WorkItemStatus WhenClosed, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, DateTimeOffset UpdatedAt,
    bool IsIncident, int? Severity, IssueLabels Labels, string Description);

/// <summary>The events of an issue, whichever forge it is on. Its key is the repository's name and its number: <c>shop#12</c>.</summary>
internal static class IssueEvents
{
    /// <summary>Of an incident that names no severity: it counts like the mildest (normalised-deployments.md, section 4).</summary>
    private const int UnknownSeverity = 3;

    public static ForgeReading Of(IssueSnapshot issue)
    {
        var id = $"{issue.Repository}#{issue.Number}";
        var stage = issue.ClosedAt is null ? 0 : 1;
        var status = issue.ClosedAt is not null ? issue.WhenClosed : issue.Labels.InProgress ? WorkItemStatus.InProgress : WorkItemStatus.Open;
        var item = ForgeEvent.WorkItem(new(issue.Source, id, issue.Owner, status, issue.OpenedAt, issue.ClosedAt, null, null), issue.Repository, issue.UpdatedAt, stage);
        if (!issue.IsIncident) return ForgeReading.Of(item);
        var causes = IncidentCauses.Of(issue.Description);
        var incident = new IncidentEvent(issue.Source, id, issue.Severity ?? UnknownSeverity, issue.OpenedAt, issue.ClosedAt, causes.Changes, causes.Deployment, issue.Labels.Service);
        return ForgeReading.Of(ForgeEvent.Incident(incident, issue.Repository, issue.UpdatedAt, stage), item);
    }
}
