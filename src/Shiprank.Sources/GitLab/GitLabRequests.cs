using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>
/// A merge request as a delivery shows it. A hook tells neither who opened it, unless somebody known by number acts, nor when exactly it
/// was merged, nor always the commit: then the field stays absent, and another delivery or the API has it.
/// </summary>
internal static class GitLabRequests
{
    public static ForgeReading Read(GitLabContext context)
    {
        var attributes = context.Payload.Required("object_attributes");
        var request = Of(context, attributes);
        return GitLabApprovals.Of(context, attributes) is { } approval ? ForgeReading.Of(request, approval) : ForgeReading.Of(request);
    }

    public static StoredEvent Of(GitLabContext context, PayloadFields attributes)
    {
        var title = attributes.Prose("title");
        var head = attributes.Text("source_branch");
        var updatedAt = UpdatedAt(attributes);
        var state = attributes.Name("state");
        var mergedAt = state == "merged" ? attributes.Time("merged_at") ?? updatedAt : (DateTimeOffset?)null;
        var closedAt = mergedAt ?? (state == "closed" ? attributes.Time("closed_at") ?? updatedAt : null);
        var request = new RequestEvent(
            GitLabContext.Source,
            Number(attributes),
            context.Repository.Name,
            context.Messages.Title(title),
            Author(context, attributes) ?? "",
            attributes.Moment("created_at"),
            mergedAt,
            closedAt,
            mergedAt is null ? null : MergeSha(attributes),
            head,
            attributes.Text("target_branch"),
            context.Assignee(attributes),
            [],
            ReviewKnown: false,
            context.Payload.Has("labels") ? context.Payload.Labels("labels") : attributes.Labels("labels"),
            context.Messages.RequestTickets(title, head, attributes.Prose("description")));
        return ForgeEvent.Request(request, updatedAt, mergedAt is not null ? 2 : closedAt is not null ? 1 : 0);
    }

    public static string Number(PayloadFields attributes) => attributes.Number("iid") is { } number ? $"{number}" : attributes.Missing("iid", "");

    public static DateTimeOffset UpdatedAt(PayloadFields attributes) => attributes.Time("updated_at") ?? attributes.Moment("created_at");

    /// <summary>The commit on the target branch. A fast-forward makes none of its own: the API then names the last of the request as <c>sha</c>.</summary>
    private static string? MergeSha(PayloadFields attributes) =>
        attributes.Sha("merge_commit_sha") ?? attributes.Sha("squash_commit_sha") ?? (attributes.Has("merged_at") ? attributes.Sha("sha") : null);

    private static string? Author(GitLabContext context, PayloadFields attributes)
    {
        if (attributes.Object("author") is { } author) return GitLabContext.User(author);
        if (attributes.Number("author_id") is not { } id) return null;
        var known = context.Payload.Objects("assignees").Concat(context.Payload.Objects("reviewers")).Prepend(context.Payload.Object("user"));
        return GitLabContext.User(known.FirstOrDefault(user => user?.Number("id") == id));
    }
}
