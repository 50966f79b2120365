using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>An issue, task or incident of a project: a work item always, and an incident by its type or while its labels say so.</summary>
internal static class GitLabIssues
{
    public static ForgeReading Read(GitLabContext context)
    {
        var issue = context.Payload.Required("object_attributes");
        var type = (issue.Text("type") ?? issue.Text("issue_type") ?? "issue").ToLowerInvariant();

        // An epic has a number of its group's, all others of the project's.
        if (type is not ("issue" or "task" or "incident" or "ticket")) return ForgeReading.Nothing("work_item: neither an issue nor a task nor an incident");
        var labels = IssueLabels.Of(context.Payload.Has("labels") ? context.Payload.Labels("labels") : issue.Labels("labels"));
        var updatedAt = issue.Time("updated_at") ?? issue.Moment("created_at");
        var isIncident = type == "incident" || labels.IsIncident;
        return IssueEvents.Of(new(
            GitLabContext.Source,
            context.Repository.Name,
            issue.Number("iid") ?? issue.Missing("iid", 0L),
            context.Assignee(issue),
            issue.Has("moved_to_id") || issue.Has("duplicated_to_id") ? WorkItemStatus.Cancelled : WorkItemStatus.Done,
            issue.Moment("created_at"),
            issue.Text("state") == "closed" ? issue.Time("closed_at") ?? updatedAt : null,
            updatedAt,
            isIncident,
            labels.Severity ?? IssueLabels.SeverityWord(issue.Text("severity")),
            labels,
            issue.Prose("description")));
    }
}
