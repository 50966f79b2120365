using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>Reviews of a pull request, one by one as hooks tell them or all at once as the API lists them; with them comes the request.</summary>
internal static class GitHubReviews
{
    /// <summary>As the forge calls whoever deleted their account.</summary>
    private const string Gone = "ghost";

    public static ForgeReading Read(GitHubContext context)
    {
        var pull = context.Payload.Required("pull_request");
        return Of(context, pull, context.Payload.Required("review")) is { } review
            ? ForgeReading.Of(GitHubRequests.Of(context, pull), review)
            : ForgeReading.Nothing("pull_request_review: not submitted yet");
    }

    public static ForgeReading ReadList(GitHubContext context)
    {
        var pull = context.Payload.Required("pull_request");
        List<StoredEvent> events = [GitHubRequests.Of(context, pull)];
        events.AddRange(context.Payload.Objects("reviews").Select(review => Of(context, pull, review)).OfType<StoredEvent>());
        if (events.Count == 1) events.Add(Nobody(context, pull));
        return ForgeReading.Of(events);
    }

    /// <summary>Null for a review that its author still writes.</summary>
    private static StoredEvent? Of(GitHubContext context, PayloadFields pull, PayloadFields review)
    {
        var state = review.Name("state").ToLowerInvariant() switch
        {
            "approved" => ReviewState.Approved,
            "changes_requested" => ReviewState.ChangesRequested,
            "commented" => ReviewState.Commented,
            "dismissed" => ReviewState.Dismissed,
            "pending" => (ReviewState?)null,
            _ => review.Wrong("state", "approved, changes_requested, commented, dismissed or pending", (ReviewState?)null),
        };
        if (state is null) return null;
        var at = review.Moment("submitted_at");
        var seen = GitHubRequests.UpdatedAt(pull);
        return ForgeEvent.Review(
            new(GitHubContext.Source, review.Id("id"), context.Repository.Name, GitHubRequests.Number(pull), review.Object("user")?.Text("login") ?? Gone, state.Value, at),

            // A dismissal changes a review without a time of its own; the request's is later than it.
            seen > at ? seen : at,
            state == ReviewState.Dismissed ? 1 : 0);
    }

    private static StoredEvent Nobody(GitHubContext context, PayloadFields pull)
    {
        var number = GitHubRequests.Number(pull);
        var at = pull.Time("merged_at") ?? pull.Time("closed_at") ?? GitHubRequests.UpdatedAt(pull);
        return ForgeEvent.Review(new(GitHubContext.Source, $"none/{number}", context.Repository.Name, number, "", ReviewState.None, at), at, 0);
    }
}
