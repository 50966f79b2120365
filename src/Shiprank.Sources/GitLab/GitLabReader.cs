using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>
/// Turns deliveries of GitLab's webhooks into events (docs/reference/forges.md). One delivery is read by itself, whatever came before it.
/// Objects of the API are read by the same code when they are wrapped as deliveries are:
/// <c>{"object_kind":"merge_request","object_attributes":{…},"project":{…}}</c>; the approvals of a merge request asked for are the kind
/// <see cref="Approvals"/>. Safe for use from several threads.
/// </summary>
public sealed class GitLabReader(ForgeRepositories repositories, MessageReader messages)
{
    /// <summary>Not a kind of GitLab's: <c>{"object_attributes":{a merge request},"approved_by":[{"user":{…}}],"project":{…}}</c>, all approvals that it has.</summary>
    public const string Approvals = "merge_request_approvals";

    public ForgeReading Read(GitLabDelivery delivery)
    {
        var named = KindOf(delivery.Event);
        return DeliveryPayload.Read($"gitlab {DeliveryPayload.Shown(delivery.Event)}".TrimEnd(), delivery.Payload, payload =>
        {
            var kind = payload.Text("object_kind") ?? named ?? payload.Text("event_name") ?? "";
            if (ReaderOf(kind) is not { } reader) return ForgeReading.Nothing($"{DeliveryPayload.Shown(kind.Length > 0 ? kind : delivery.Event)}: tells nothing of delivery");
            var project = payload.Required("project");
            var name = project.Name("path_with_namespace");
            return Entry(project, name) is { } entry
                ? reader(new(payload, entry, messages, delivery.ReceivedAt))
                : ForgeReading.Nothing($"the repository {DeliveryPayload.Shown(name)} is not in the organisation file");
        });
    }

    private static string? KindOf(string header) => header switch
    {
        "Push Hook" => "push",
        "Tag Push Hook" => "tag_push",
        "Merge Request Hook" => "merge_request",
        "Deployment Hook" => "deployment",
        "Pipeline Hook" => "pipeline",
        "Release Hook" => "release",
        "Issue Hook" or "Confidential Issue Hook" or "Work Item Hook" => "issue",
        Approvals => Approvals,
        _ => null,
    };

    private static Func<GitLabContext, ForgeReading>? ReaderOf(string kind) => kind switch
    {
        "push" or "tag_push" => GitLabPushes.Read,
        "merge_request" => GitLabRequests.Read,
        Approvals => GitLabApprovals.ReadList,
        "deployment" => GitLabDeployments.Read,
        "pipeline" => GitLabPipelines.Read,
        "release" => GitLabReleases.Read,
        "issue" or "work_item" => GitLabIssues.Read,
        _ => null,
    };

    private RepositoryEntry? Entry(PayloadFields project, string name) =>
        repositories.Find(name, project.Text("git_http_url") ?? project.Text("http_url_to_repo"), project.Text("web_url"), project.Text("git_ssh_url") ?? project.Text("ssh_url_to_repo"));
}
