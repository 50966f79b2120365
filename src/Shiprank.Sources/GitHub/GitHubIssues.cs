using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>An issue: a work item always, and an incident while its labels say so.</summary>
internal static class GitHubIssues
{
    public static ForgeReading Read(GitHubContext context)
    {
        var issue = context.Payload.Required("issue");
        if (issue.Has("pull_request")) return ForgeReading.Nothing("issues: of a request, which is no ticket");
        var labels = IssueLabels.Of(issue.Labels("labels"));
        var updatedAt = issue.Time("updated_at") ?? issue.Moment("created_at");
        var number = issue.Number("number") ?? issue.Missing("number", 0L);

        // A deleted or transferred issue is no longer this repository's.
        var gone = context.Action is "deleted" or "transferred";
        var closedAt = issue.Time("closed_at") ?? (gone || issue.Text("state") == "closed" ? updatedAt : null);
        return IssueEvents.Of(new(
            GitHubContext.Source,
            context.Repository.Name,
            number,
            issue.Objects("assignees").Append(issue.Object("assignee")).FirstOrDefault(a => a is not null)?.Text("login"),
            gone || issue.Text("state_reason") is "not_planned" or "duplicate" ? WorkItemStatus.Cancelled : WorkItemStatus.Done,
            issue.Moment("created_at"),
            closedAt,
            updatedAt,
            labels.IsIncident && !gone,
            labels.Severity,
            labels,
            issue.Prose("body")));
    }
}
