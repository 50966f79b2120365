using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Server.Tests.Ingest;

/// <summary>GitLab's deliveries and those of alerting services.</summary>
public sealed class OtherHookTests : IAsyncLifetime
{
    private const string MergeRequest = """
        {"object_kind":"merge_request","user":{"id":1,"username":"ada"},"project":{"id":1,"path_with_namespace":"northwind/shop","git_http_url":"https://localhost:1/northwind/shop.git","default_branch":"main"},
        "object_attributes":{"id":99,"iid":5,"title":"Mend the till","state":"opened","action":"open","author_id":1,"created_at":"2026-06-01 09:00:00 UTC","updated_at":"2026-06-01 10:00:00 UTC","source_branch":"mend","target_branch":"main"},"labels":[]}
        """;

    private const string Alert = """{"id":"42","status":"open","severity":"high","opened_at":"2026-03-03T10:00:00Z","updated_at":"2026-03-03T10:00:00Z","title":"The till burns"}""";

    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_delivery_of_GitLab_with_the_token_is_taken_once()
    {
        Assert.Equal((202, "taken"), await GitLab(key: "k-1"));
        Assert.Equal((200, "known"), await GitLab(key: "k-1"));
        Assert.Equal("5", Assert.Single(EventLog.From(server.Store.ReadEvents()).At(DateTimeOffset.MaxValue).Requests).Id);
    }

    [Fact]
    public async Task Without_a_key_the_same_body_is_the_same_delivery()
    {
        Assert.Equal((202, "taken"), await GitLab());
        Assert.Equal((200, "known"), await GitLab());
        Assert.Equal((202, "taken"), await GitLab(body: MergeRequest.Replace("\"iid\":5", "\"iid\":6", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("gitlab-s3cr3")]
    [InlineData("gitlab-s3cr3t1")]
    [InlineData("GITLAB-S3CR3T")]
    public async Task A_wrong_token_opens_nothing(string? token)
    {
        Assert.Equal(401, (await GitLab(token: token)).Status);
        Assert.Empty(server.Store.ReadEvents());
    }

    [Fact]
    public async Task A_token_that_is_not_in_ASCII_opens_nothing_and_breaks_nothing()
    {
        var request = GitLabRequest(MergeRequest, null, null);
        request.Headers.TryAddWithoutValidation("X-Gitlab-Token", "gitlab-s\u00e9cr3t");
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };
        using var response = await client.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_alert_with_a_token_becomes_an_incident_without_its_title()
    {
        var reply = await Incident("alerts", Alert, ("Authorization", $"Bearer {RunningServer.Token}"));
        Assert.Equal((202, "taken"), (reply.Status, reply.Outcome));
        Assert.Equal(2, Assert.Single(EventLog.From(server.Store.ReadEvents()).At(DateTimeOffset.MaxValue).Incidents).Severity);
        Assert.Equal("known", (await Incident("alerts", Alert, ("Authorization", $"Bearer {RunningServer.Token}"))).Outcome);
        Assert.DoesNotContain("burns", server.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_alert_is_taken_and_an_unsigned_one_is_not()
    {
        const string body = """{"event":{"id":"e1","event_type":"incident.triggered","occurred_at":"2026-06-01T10:00:00Z","data":{"id":"PD1","type":"incident","status":"triggered","created_at":"2026-06-01T10:00:00Z","title":"The till burns"}}}""";
        var right = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData("pd-s3cr3t"u8, Encoding.UTF8.GetBytes(body)));
        (await Incident("pagerduty", body)).IsProblem(401);
        (await Incident("pagerduty", body, ("Authorization", "Bearer pd-s3cr3t"))).IsProblem(401);
        (await Incident("pagerduty", body, ("X-PagerDuty-Signature", right[..^1] + (right[^1] == '0' ? '1' : '0')))).IsProblem(401);
        Assert.Equal("taken", (await Incident("pagerduty", body, ("X-PagerDuty-Signature", $"v1={new string('0', 64)},{right}"))).Outcome);
    }

    [Fact]
    public async Task What_a_mapping_can_not_read_is_refused_or_ignored()
    {
        (await Incident("alerts", "{\"id\":\"1\",\"status\":\"open\"}", ("Authorization", $"Bearer {RunningServer.Token}"))).IsProblem(422);
        (await Incident("alerts", "nonsense", ("Authorization", $"Bearer {RunningServer.Token}"))).IsProblem(422, "not valid JSON");
        (await Incident("unknown", Alert, ("Authorization", $"Bearer {RunningServer.Token}"))).IsProblem(404);
        Assert.Empty(server.Store.ReadEvents());
    }

    [Fact]
    public async Task A_mapping_that_can_not_be_read_closes_its_address_alone()
    {
        await using var broken = await RunningServer.Start(RunningServer.Configuration.Replace("mapping: alert,", "mapping: ./absent.yaml,", StringComparison.Ordinal));
        using var response = await broken.Client.PostAsync("/hooks/incidents/alerts", new StringContent(Alert, Encoding.UTF8, "application/json"));
        Assert.Equal(404, (int)response.StatusCode);
        Assert.Contains("absent.yaml", broken.Log, StringComparison.Ordinal);
        Assert.Equal("taken", (await broken.SendLines(RunningServer.Deployment("d-1"))).Outcome);
    }

    private async Task<(int Status, string? Outcome)> GitLab(string? body = null, string? token = RunningServer.GitLabSecret, string? key = null)
    {
        var reply = await server.Send(GitLabRequest(body ?? MergeRequest, token, key));
        return (reply.Status, reply.Status < 300 ? reply.Outcome : null);
    }

    private static HttpRequestMessage GitLabRequest(string body, string? token, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/gitlab") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Gitlab-Event", "Merge Request Hook");
        if (token is not null) request.Headers.TryAddWithoutValidation("X-Gitlab-Token", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return request;
    }

    private Task<Reply> Incident(string name, string body, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/incidents/{name}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (header, value) in headers) request.Headers.TryAddWithoutValidation(header, value);
        return server.Send(request);
    }
}
