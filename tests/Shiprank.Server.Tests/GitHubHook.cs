using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Server.Tests;

/// <summary>Deliveries as GitHub sends them.</summary>
internal static class GitHubHook
{
    public static HttpRequestMessage Request(string body, string id, string name = "pull_request", string? signature = null, string type = "application/json")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/github") { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new(type) } } };
        request.Headers.Add("X-GitHub-Event", name);
        request.Headers.Add("X-GitHub-Delivery", id);
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature ?? Sign(bytes));
        return request;
    }

    public static string Sign(byte[] body, string secret = RunningServer.GitHubSecret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static string Pull(int number, string state = "open", string? mergedAt = null) => string.Create(CultureInfo.InvariantCulture, $$$"""
        {"action":"opened","number":{{{number}}},"pull_request":{"id":{{{1000 + number}}},"number":{{{number}}},"state":"{{{state}}}","title":"Mend the till","body":null,"user":{"login":"ada","type":"User"},"created_at":"2026-06-01T09:00:00Z","updated_at":"2026-06-01T10:00:00Z","closed_at":{{{Quoted(mergedAt)}}},"merged_at":{{{Quoted(mergedAt)}}},"merge_commit_sha":"0123456789abcdef0123456789abcdef01234567","head":{"ref":"mend","sha":"1123456789abcdef0123456789abcdef01234567"},"base":{"ref":"main"},"labels":[],"draft":false},"repository":{"id":1,"full_name":"northwind/shop","clone_url":"https://localhost:1/northwind/shop.git","default_branch":"main"},"sender":{"login":"ada"}}
        """);

    private static string Quoted(string? text) => text is null ? "null" : $"\"{text}\"";
}
