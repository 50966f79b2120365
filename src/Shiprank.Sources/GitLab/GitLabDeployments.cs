using System.Buffers;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>A deployment: a hook lays its fields on top of the payload, the API's object is wrapped as <c>object_attributes</c>.</summary>
internal static class GitLabDeployments
{
    private const string CommitPart = "/commit/";
    private static readonly SearchValues<char> digits = SearchValues.Create("0123456789abcdefABCDEF");

    public static ForgeReading Read(GitLabContext context)
    {
        var fields = context.Payload.Object("object_attributes") ?? context.Payload;
        return fields.Name("status") switch
        {
            "success" => Of(context, fields, DeploymentStatus.Success),
            "failed" => Of(context, fields, DeploymentStatus.Failure),
            "canceled" => Of(context, fields, DeploymentStatus.Cancelled),
            "created" or "running" or "blocked" or "skipped" => ForgeReading.Nothing("deployment: not finished"),
            _ => fields.Wrong("status", "a status of a deployment", ForgeReading.Nothing("")),
        };
    }

    private static ForgeReading Of(GitLabContext context, PayloadFields fields, DeploymentStatus status)
    {
        var finishedAt = fields.Time("status_changed_at") ?? fields.Time("finished_at") ?? fields.Moment("updated_at");
        var (environment, tier) = Environment(fields);
        var e = new DeploymentEvent(
            GitLabContext.Source,
            fields.OptionalId("deployment_id") ?? fields.Id("id"),
            context.Repository.Name,
            null,
            environment,
            Sha(fields),
            status,
            finishedAt,
            GitLabContext.User(fields.Object("user")))
        {
            Production = tier == "production",
        };

        // One deployment ends once; what ends it later at the same moment is its retry.
        return ForgeReading.Of(ForgeEvent.Deployment(e, finishedAt, (long)status));
    }

    private static (string Name, string? Tier) Environment(PayloadFields fields) =>
        fields.IsObject("environment") && fields.Object("environment") is { } environment
            ? (environment.Name("name"), environment.Text("tier"))
            : (fields.Name("environment"), fields.Text("environment_tier"));

    /// <summary>A hook has eight digits of the sha, and the whole of it in the commit's address.</summary>
    private static string Sha(PayloadFields fields)
    {
        if (fields.Sha("sha") is { } sha) return sha;
        var url = fields.Text("commit_url") ?? "";
        var start = url.LastIndexOf(CommitPart, StringComparison.Ordinal);
        if (start >= 0)
        {
            var tail = url.AsSpan(start + CommitPart.Length);
            var length = tail.IndexOfAnyExcept(digits);
            var named = length < 0 ? tail : tail[..length];
            if (named.Length is >= 7 and <= 64) return named.ToString().ToLowerInvariant();
        }

        return fields.Sha("short_sha") ?? fields.Missing("commit_url", "");
    }
}
