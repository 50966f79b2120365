using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>
/// Turns deliveries of GitHub's webhooks into events (docs/reference/forges.md). One delivery is read by itself, whatever came before it:
/// the event log puts together what comes in pieces. Objects of the API are read by the same code when they are wrapped as deliveries
/// are: <c>{"action":"closed","pull_request":{…},"repository":{…}}</c>; reviews asked for as a list are the event
/// <see cref="ReviewList"/>. Safe for use from several threads.
/// </summary>
public sealed class GitHubReader(ForgeRepositories repositories, MessageReader messages)
{
    /// <summary>Not an event of GitHub's: <c>{"pull_request":{…},"reviews":[…],"repository":{…}}</c>, all reviews that a request has.</summary>
    public const string ReviewList = "pull_request_reviews";

    public ForgeReading Read(GitHubDelivery delivery)
    {
        if (ReaderOf(delivery.Event) is not { } reader) return ForgeReading.Nothing($"{DeliveryPayload.Shown(delivery.Event)}: tells nothing of delivery");
        return DeliveryPayload.Read($"github {DeliveryPayload.Shown(delivery.Event)}", delivery.Payload, payload =>
        {
            var repository = payload.Required("repository");
            var name = repository.Name("full_name");
            return Entry(repository, name) is { } entry
                ? reader(new(payload, entry, payload.Text("action") ?? "", messages, delivery.ReceivedAt))
                : ForgeReading.Nothing($"the repository {DeliveryPayload.Shown(name)} is not in the organisation file");
        });
    }

    private static Func<GitHubContext, ForgeReading>? ReaderOf(string name) => name switch
    {
        "push" => GitHubPushes.Read,
        "release" => GitHubReleases.Read,
        "pull_request" => GitHubRequests.Read,
        "pull_request_review" => GitHubReviews.Read,
        ReviewList => GitHubReviews.ReadList,
        "deployment" => _ => ForgeReading.Nothing("deployment: its statuses tell how it ends"),
        "deployment_status" => GitHubDeployments.Read,
        "workflow_run" => GitHubRuns.Read,
        "issues" => GitHubIssues.Read,
        _ => null,
    };

    private RepositoryEntry? Entry(PayloadFields repository, string name) =>
        repositories.Find(name, repository.Text("clone_url"), repository.Text("html_url"), repository.Text("ssh_url"));
}
