using Microsoft.AspNetCore.Http;

namespace Shiprank.Server.Tests.Backfill;

/// <summary>One repository of a forge as its API shows it, page by page: requests with reviews, issues, deployments with statuses, releases.</summary>
internal static class GitHubFacts
{
    public const string Sha = "0123456789abcdef0123456789abcdef01234567";

    public static string Pull(int number) =>
        $$$"""{"id":{{{1000 + number}}},"number":{{{number}}},"state":"closed","title":"Part {{{number}}}","body":null,"user":{"login":"ada","type":"User"},"created_at":"2026-06-01T09:00:00Z","updated_at":"{{{Minute(number)}}}","closed_at":"{{{Minute(number)}}}","merged_at":"{{{Minute(number)}}}","merge_commit_sha":"{{{Sha}}}","head":{"ref":"part-{{{number}}}","sha":"{{{Sha}}}"},"base":{"ref":"main"},"labels":[],"draft":false}""";

    public static string Review(int number) =>
        $$$"""{"id":{{{2000 + number}}},"state":"APPROVED","user":{"login":"bob"},"submitted_at":"{{{Minute(number)}}}"}""";

    public static string Issue(int number) =>
        $$$"""{"id":{{{3000 + number}}},"number":{{{number}}},"state":"open","title":"Burns","body":null,"user":{"login":"ada"},"labels":[{"name":"incident"},{"name":"sev2"}],"created_at":"2026-06-01T09:00:00Z","updated_at":"{{{Minute(number)}}}","closed_at":null,"assignee":null,"assignees":[]}""";

    public static string Deployment(int number) =>
        $$$"""{"id":{{{number}}},"sha":"{{{Sha}}}","ref":"main","task":"deploy","environment":"production","production_environment":true,"created_at":"{{{Minute(number)}}}","creator":{"login":"ada"},"payload":{}}""";

    public static string Status(int number) =>
        $$$"""{"id":{{{4000 + number}}},"state":"success","environment":"production","created_at":"{{{Minute(number)}}}","updated_at":"{{{Minute(number)}}}"}""";

    public static string Release(int number) =>
        $$$"""{"id":{{{5000 + number}}},"tag_name":"v{{{number}}}","draft":false,"prerelease":false,"created_at":"{{{Minute(number)}}}","published_at":"{{{Minute(number)}}}"}""";

    /// <summary>Requests 1 … <paramref name="requests"/>, one issue, five deployments, two releases; two a page.</summary>
    public static Task Answer(HttpContext context, string asked, int requests)
    {
        var path = context.Request.Path.Value!.Replace("/repos/northwind/shop", "", StringComparison.Ordinal);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["issues"] => Page(context, [.. Enumerable.Range(1, requests + 1).Where(n => string.CompareOrdinal(Minute(n), context.Request.Query["since"]) >= 0).Select(n => n > requests ? Issue(n) : Short(n))]),
            ["pulls", var number] => FakeForge.Json(context, Pull(int.Parse(number, null))),
            ["pulls", var number, "reviews"] => Page(context, int.Parse(number, null) % 2 == 0 ? [] : [Review(int.Parse(number, null))]),
            ["deployments"] => Page(context, [.. Enumerable.Range(1, 5).Reverse().Select(Deployment)]),
            ["deployments", var number, "statuses"] => Page(context, [Status(int.Parse(number, null))]),
            ["releases"] => Page(context, [.. Enumerable.Range(1, 2).Reverse().Select(Release)]),
            _ => FakeForge.Status(context, 404),
        };
    }

    public static string Minute(int number) => new DateTime(2026, 6, 1, 10, 0, 0, DateTimeKind.Utc).AddMinutes(number * 10).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

    private static string Short(int number) => $$$"""{"id":{{{1000 + number}}},"number":{{{number}}},"updated_at":"{{{Minute(number)}}}","pull_request":{"merged_at":"{{{Minute(number)}}}"}}""";

    private static Task Page(HttpContext context, IReadOnlyList<string> all)
    {
        var page = int.TryParse(context.Request.Query["page"], out var number) ? number : 1;
        var since = context.Request.Query["since"].ToString();
        var next = all.Count > page * 2 ? $"http://{context.Request.Host}{context.Request.Path}?page={page + 1}{(since.Length > 0 ? "&since=" + since : "")}" : null;
        return FakeForge.Json(context, $"[{string.Join(',', all.Skip((page - 1) * 2).Take(2))}]", next);
    }
}
