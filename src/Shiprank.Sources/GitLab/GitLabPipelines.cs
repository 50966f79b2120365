using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>
/// Jobs of a pipeline, or the pipeline itself, of which the organisation file says that they deploy services (<c>deployed_by</c>). Where
/// jobs name an environment, deployment hooks tell the same without that.
/// </summary>
internal static class GitLabPipelines
{
    public static ForgeReading Read(GitLabContext context)
    {
        var pipeline = context.Payload.Required("object_attributes");
        if (pipeline.Text("source") is "merge_request_event" or "external_pull_request_event") return ForgeReading.Nothing("pipeline: of a request, which deploys nothing");
        var sha = pipeline.Sha("sha") ?? pipeline.Missing("sha", "");
        List<StoredEvent> events = [];
        var byPipeline = DeployingJobs.ServicesOf(context.Repository, pipeline.Text("name") ?? "");
        events.AddRange(byPipeline.SelectMany(s => Of(context, s, $"pipeline/{pipeline.Id("id")}", sha, pipeline)));
        foreach (var job in context.Payload.Objects("builds"))
        {
            var services = DeployingJobs.ServicesOf(context.Repository, job.Text("name") ?? "").Except(byPipeline);
            events.AddRange(services.SelectMany(s => Of(context, s, $"job/{job.Id("id")}", sha, job)));
        }

        return events.Count > 0 ? ForgeReading.Of(events) : ForgeReading.Nothing("pipeline: nothing in it has deployed a service, as far as the organisation file says");
    }

    private static IEnumerable<StoredEvent> Of(GitLabContext context, ServiceEntry service, string id, string sha, PayloadFields ended)
    {
        DeploymentStatus? status = ended.Text("status") switch
        {
            "success" => DeploymentStatus.Success,
            "failed" => DeploymentStatus.Failure,
            "canceled" => DeploymentStatus.Cancelled,
            _ => null,
        };
        if (status is null || ended.Time("finished_at") is not { } finishedAt) yield break;
        var actor = GitLabContext.User(ended.Object("user") ?? context.Payload.Object("user"));
        yield return ForgeEvent.Deployment(
            new(GitLabContext.Source, $"{id}/{service.Name}", context.Repository.Name, service.Name, service.Environment, sha, status.Value, finishedAt, actor), finishedAt, (long)status);
    }
}
