using System.Globalization;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Sources.GitHub;

namespace Shiprank.Sources.ForgeApi;

/// <summary>What GitHub's REST API tells of one repository: requests with their reviews and issues, deployments with their statuses, releases.</summary>
internal sealed class GitHubBackfill(ForgeClient client, ForgeProject project, Func<string, ReadOnlyMemory<byte>, ForgeItem> read) : ForgeBackfill
{
    private const string Size = "per_page=100";

    /// <summary>Statuses of a deployment may come later than it; hooks tell of them at once, so a day is enough here.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly string root = $"repos/{string.Join('/', project.FullName.Split('/').Select(Uri.EscapeDataString))}";

    public override IReadOnlyList<string> Kinds => ["issues", "deployments", "releases"];

    public override IAsyncEnumerable<BackfillPage> Read(string kind, BackfillSpan? covered, DateTimeOffset since, CancellationToken cancel) => kind switch
    {
        // The only list by change that begins at a moment; it has requests too, in short.
        "issues" => ByChange.Read(
            client, project.Host, new(at => $"{root}/issues?state=all&sort=updated&direction=asc&{Size}&since={Moment(at)}", i => ForgeList.TimeOf(i, "updated_at"), Issue), covered, since, cancel),
        "deployments" => ByAge.Read(client, project.Host, new(_ => $"{root}/deployments?{Size}", i => ForgeList.TimeOf(i, "created_at"), Deployment), Overlap, covered, since, cancel),
        "releases" => ByAge.Read(client, project.Host, new(_ => $"{root}/releases?{Size}", i => ForgeList.TimeOf(i, "created_at"), Release), Overlap, covered, since, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private async Task<Result<ForgeItem>> Issue(JsonElement issue, CancellationToken cancel)
    {
        if (!issue.TryGetProperty("pull_request", out _)) return read("issues", Wrapped.Of(null, Repository, ("issue", [issue], false)));
        var path = $"{root}/pulls/{Number(issue, "number")}";
        var pull = await client.Get(path, cancel);
        if (!pull.Succeeded) return Gone(pull.Problem);
        var reviews = await All($"{path}/reviews?{Size}", cancel);
        if (!reviews.Succeeded) return Gone(reviews.Problem);
        return read(GitHubReader.ReviewList, Wrapped.Of(null, Repository, ("pull_request", [pull.Value.Root], false), ("reviews", reviews.Value, true)));
    }

    private async Task<Result<ForgeItem>> Deployment(JsonElement deployment, CancellationToken cancel)
    {
        var statuses = await All($"{root}/deployments/{Number(deployment, "id")}/statuses?{Size}", cancel);
        if (!statuses.Succeeded) return Gone(statuses.Problem);
        var readings = statuses.Value.Select(s => read("deployment_status", Wrapped.Of(null, Repository, ("deployment", [deployment], false), ("deployment_status", [s], false)))).ToList();
        return new ForgeItem([.. readings.SelectMany(r => r.Events)], readings.Select(r => r.Problem).FirstOrDefault(p => p is not null));
    }

    private Task<Result<ForgeItem>> Release(JsonElement release, CancellationToken cancel) =>
        Task.FromResult<Result<ForgeItem>>(read("release", Wrapped.Of(null, Repository, ("release", [release], false))));

    private Task<Result<IReadOnlyList<JsonElement>>> All(string path, CancellationToken cancel) => AllPages(client, project.Host, path, cancel);

    private void Repository(Utf8JsonWriter json)
    {
        json.WriteStartObject("repository");
        json.WriteString("full_name", project.FullName);
        json.WriteString("clone_url", project.CloneUrl);
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
