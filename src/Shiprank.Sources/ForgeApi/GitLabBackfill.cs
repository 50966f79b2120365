using System.Globalization;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Sources.GitLab;

namespace Shiprank.Sources.ForgeApi;

/// <summary>What GitLab's REST API tells of one project: merge requests with their approvals, issues, deployments, releases.</summary>
internal sealed class GitLabBackfill(ForgeClient client, ForgeProject project, Func<string, ReadOnlyMemory<byte>, ForgeItem> read) : ForgeBackfill
{
    private const string Ordered = "order_by=updated_at&sort=asc&per_page=100";

    private static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly string root = $"projects/{Uri.EscapeDataString(project.FullName)}";

    public override IReadOnlyList<string> Kinds => ["requests", "issues", "deployments", "releases"];

    public override IAsyncEnumerable<BackfillPage> Read(string kind, BackfillSpan? covered, DateTimeOffset since, CancellationToken cancel) => kind switch
    {
        "requests" => Changed($"merge_requests?state=all&scope=all&{Ordered}", Request, covered, since, cancel),
        "issues" => Changed($"issues?scope=all&{Ordered}", (item, _) => Object("issue", item), covered, since, cancel),
        "deployments" => Changed($"deployments?{Ordered}", (item, _) => Object("deployment", item), covered, since, cancel),
        "releases" => ByAge.Read(
            client, project.Host, new(_ => $"{root}/releases?order_by=released_at&sort=desc&per_page=100", i => ForgeList.TimeOf(i, "released_at") ?? ForgeList.TimeOf(i, "created_at"), (item, _) => Object("release", item)), Overlap, covered, since, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private IAsyncEnumerable<BackfillPage> Changed(string query, Func<JsonElement, CancellationToken, Task<Result<ForgeItem>>> item, BackfillSpan? covered, DateTimeOffset since, CancellationToken cancel) =>
        ByChange.Read(client, project.Host, new(at => $"{root}/{query}&updated_after={Moment(at)}", i => ForgeList.TimeOf(i, "updated_at"), item), covered, since, cancel);

    private async Task<Result<ForgeItem>> Request(JsonElement request, CancellationToken cancel)
    {
        var asked = await client.Get($"{root}/merge_requests/{Number(request, "iid")}/approvals", cancel);
        if (!asked.Succeeded) return Gone(asked.Problem);
        var approvals = asked.Value.Root.ValueKind == JsonValueKind.Object && asked.Value.Root.TryGetProperty("approved_by", out var by) && by.ValueKind == JsonValueKind.Array ? by.EnumerateArray().ToList() : [];
        return read(GitLabReader.Approvals, Wrapped.Of(null, Project, ("object_attributes", [request], false), ("approved_by", approvals, true)));
    }

    private Task<Result<ForgeItem>> Object(string kind, JsonElement item) =>
        Task.FromResult<Result<ForgeItem>>(read("", Wrapped.Of(kind, Project, ("object_attributes", [item], false))));

    private void Project(Utf8JsonWriter json)
    {
        json.WriteStartObject("project");
        json.WriteString("path_with_namespace", project.FullName);
        json.WriteString("git_http_url", project.CloneUrl);
        json.WriteEndObject();
    }

    private static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
