using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>
/// A deployment as one of its statuses shows it. Only a status that ends it makes an event; the last such status stands. <c>inactive</c>
/// says that a later deployment took the place of this one, which is no failure.
/// </summary>
internal static class GitHubDeployments
{
    private const string TaskPrefix = "deploy:";

    public static ForgeReading Read(GitHubContext context)
    {
        var deployment = context.Payload.Required("deployment");
        var status = context.Payload.Required("deployment_status");
        var state = status.Name("state").ToLowerInvariant();
        return state switch
        {
            "success" => Of(context, deployment, status, DeploymentStatus.Success),
            "failure" or "error" => Of(context, deployment, status, DeploymentStatus.Failure),
            "inactive" => ForgeReading.Nothing("deployment_status: inactive, a later deployment took its place"),
            "in_progress" or "queued" or "pending" or "waiting" => ForgeReading.Nothing("deployment_status: not finished"),
            _ => status.Wrong("state", "a state of a deployment", ForgeReading.Nothing("")),
        };
    }

    private static ForgeReading Of(GitHubContext context, PayloadFields deployment, PayloadFields status, DeploymentStatus outcome)
    {
        var finishedAt = status.Time("created_at") ?? status.Moment("updated_at");
        var id = deployment.Id("id");
        var e = new DeploymentEvent(
            GitHubContext.Source,
            id,
            context.Repository.Name,
            Service(context, deployment),
            status.Text("environment") ?? deployment.Name("environment"),
            deployment.Sha("sha") ?? deployment.Missing("sha", ""),
            outcome,
            finishedAt,
            deployment.Object("creator")?.Text("login"))
        {
            Production = deployment.Flag("production_environment") ?? false,
        };
        return ForgeReading.Of(ForgeEvent.Deployment(e, finishedAt, status.Number("id") ?? 0));
    }

    /// <summary>A service of the repository that the deployment names: in its payload, or in its task as <c>deploy:service</c>.</summary>
    private static string? Service(GitHubContext context, PayloadFields deployment)
    {
        var task = deployment.Text("task") ?? "";
        var named = deployment.Hint("payload", "service") ?? (task.StartsWith(TaskPrefix, StringComparison.Ordinal) ? task[TaskPrefix.Length..] : null);
        return context.Repository.Services.Any(s => s.Name == named) ? named : null;
    }
}
