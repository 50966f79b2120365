namespace Shiprank.Server.Tests.Api;

/// <summary>Pages and API are for this machine: not through a proxy, not under another name, not for a page of another origin.</summary>
public sealed class LocalOnlyTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("shiprank.example.com")]
    [InlineData("127.0.0.1.example.com")]
    [InlineData("10.0.0.1:7447")]
    public async Task Another_name_than_this_machines_is_answered_nothing(string host)
    {
        foreach (var path in (string[])["/api/v1/score", "/api/v1/openapi.json", "/metrics", "/"]) (await Send(HttpMethod.Get, path, ("Host", host))).IsProblem(403, "this machine alone");
        Assert.Equal(200, (await Send(HttpMethod.Get, "/livez", ("Host", host))).Status);
        Assert.Equal(401, (await Send(HttpMethod.Post, "/hooks/gitlab", ("Host", host))).Status);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:80")]
    [InlineData("[::1]:7447")]
    [InlineData("shiprank.localhost")]
    public async Task Every_name_of_this_machine_is_answered(string host) => Assert.Equal(200, (await Send(HttpMethod.Get, "/api/v1/score", ("Host", host))).Status);

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("Via")]
    public async Task A_proxy_is_answered_nothing(string header) => (await Send(HttpMethod.Get, "/api/v1/score", (header, "192.0.2.1"))).IsProblem(403);

    [Theory]
    [InlineData("Origin", "https://evil.example.com", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 503)]
    [InlineData("X-Nothing", "1", 503)]
    public async Task A_page_of_another_origin_can_begin_nothing(string header, string value, int status) => Assert.Equal(status, (await Send(HttpMethod.Post, "/api/v1/syncs", (header, value))).Status);

    private Task<Reply> Send(HttpMethod method, string path, (string Name, string Value) header)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        if (method == HttpMethod.Post) request.Content = new StringContent("{}", null, "application/json");
        return server.Send(request);
    }
}
