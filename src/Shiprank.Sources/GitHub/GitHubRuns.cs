using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>
/// A run of a workflow of which the organisation file says that it deploys services (<c>deployed_by</c>). Each attempt is a deployment of
/// its own: running an old one again puts the old commit back.
/// </summary>
internal static class GitHubRuns
{
    public static ForgeReading Read(GitHubContext context)
    {
        if (context.Action != "completed") return ForgeReading.Nothing("workflow_run: not finished");
        var run = context.Payload.Required("workflow_run");
        var workflow = context.Payload.Object("workflow");
        var path = (run.Text("path") ?? workflow?.Text("path") ?? "").Split('@')[0];
        var services = DeployingJobs.ServicesOf(context.Repository, path, path[(path.LastIndexOf('/') + 1)..], workflow?.Text("name") ?? run.Text("name") ?? "");
        if (services.Count == 0) return ForgeReading.Nothing("workflow_run: the organisation file says of no service that this workflow deploys it");
        if (run.Text("event") is "pull_request" or "pull_request_target" || IsFork(context, run)) return ForgeReading.Nothing("workflow_run: of a request, which deploys nothing");
        DeploymentStatus? status = run.Text("conclusion") switch
        {
            "success" => DeploymentStatus.Success,
            "failure" or "timed_out" or "startup_failure" => DeploymentStatus.Failure,
            "cancelled" => DeploymentStatus.Cancelled,
            _ => null,
        };
        if (status is null) return ForgeReading.Nothing("workflow_run: ended without deploying");
        var finishedAt = run.Time("updated_at") ?? run.Moment("created_at");
        var attempt = run.Number("run_attempt") ?? 1;
        return ForgeReading.Of([.. services.Select(service => ForgeEvent.Deployment(
            new(
                GitHubContext.Source,
                $"run/{run.Id("id")}/{attempt}/{service.Name}",
                context.Repository.Name,
                service.Name,
                service.Environment,
                run.Sha("head_sha") ?? run.Missing("head_sha", ""),
                status.Value,
                finishedAt,
                (run.Object("triggering_actor") ?? run.Object("actor"))?.Text("login")),
            finishedAt,
            0))]);
    }

    private static bool IsFork(GitHubContext context, PayloadFields run) =>
        run.Object("head_repository")?.Text("full_name") is { } head && context.Payload.Required("repository").Text("full_name") is { } own && !head.Equals(own, StringComparison.OrdinalIgnoreCase);
}
