using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>A pull request as a delivery shows it: the whole of it, whatever the action was.</summary>
internal static class GitHubRequests
{
    public static ForgeReading Read(GitHubContext context) => ForgeReading.Of(Of(context, context.Payload.Required("pull_request")));

    /// <param name="pull">Of an event or of the API, or the shorter form that a review carries.</param>
    public static StoredEvent Of(GitHubContext context, PayloadFields pull)
    {
        var title = pull.Prose("title");
        var head = pull.Object("head")?.Text("ref");
        var updatedAt = UpdatedAt(pull);
        var closedAt = pull.Time("closed_at") ?? (pull.Text("state") == "closed" ? updatedAt : null);
        var mergedAt = pull.Time("merged_at") ?? (pull.Flag("merged") == true ? closedAt ?? updatedAt : null);
        var request = new RequestEvent(
            GitHubContext.Source,
            Number(pull),
            context.Repository.Name,
            context.Messages.Title(title),
            pull.Object("user")?.Text("login") ?? "",
            pull.Moment("created_at"),
            mergedAt,
            closedAt ?? mergedAt,
            // Of an open request it is a trial merge, which is on no branch.
            mergedAt is null ? null : pull.Sha("merge_commit_sha"),
            head,
            pull.Object("base")?.Text("ref"),
            Requester(pull),
            [],
            ReviewKnown: false,
            pull.Labels("labels"),
            context.Messages.RequestTickets(title, head, pull.Prose("body")));
        return ForgeEvent.Request(request, updatedAt, mergedAt is not null ? 2 : closedAt is not null ? 1 : 0);
    }

    public static string Number(PayloadFields pull) => pull.Number("number") is { } number ? $"{number}" : pull.Missing("number", "");

    public static DateTimeOffset UpdatedAt(PayloadFields pull) => pull.Time("updated_at") ?? pull.Moment("created_at");

    /// <summary>The first human among those whom the request is assigned to.</summary>
    private static string? Requester(PayloadFields pull) => pull.Objects("assignees").Append(pull.Object("assignee"))
        .Where(a => a is not null && a.Text("type") is null or "User")
        .Select(a => a!.Text("login"))
        .FirstOrDefault(login => login is not null && !login.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase) && !KnownAgents.IsAgentLogin(login));
}
