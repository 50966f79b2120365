namespace Shiprank.Server.Tests.Access;

/// <summary>What a proxy says of its user is believed where the proxy is trusted, and is an attempt anywhere else.</summary>
public sealed class ProxyTests
{
    private const string People = """
        organisation: Northwind
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada-l] }
          - { id: ben, name: Ben Example, emails: [ben@example.com] }
        """;

    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.0.0.0/8", 200)]
    [InlineData("10.0.0.7", 403)]
    public async Task The_header_counts_from_a_trusted_address_alone(string from, int status)
    {
        await using var server = await RunningServer.Start(Configuration(from));
        Assert.Equal(status, await Status(server, ("X-User", "ada@example.com")));
    }

    [Theory]
    [InlineData("ada-l", 200)]
    [InlineData("ADA@EXAMPLE.COM", 200)]
    [InlineData("eve@example.com", 401)]
    [InlineData("", 401)]
    public async Task It_names_a_person_of_the_file(string user, int status)
    {
        await using var server = await RunningServer.Start(Configuration("127.0.0.1"));
        Assert.Equal(status, await Status(server, ("X-User", user)));
    }

    [Fact]
    public async Task Two_names_are_none()
    {
        await using var server = await RunningServer.Start(Configuration("127.0.0.1"));
        Assert.Equal(401, await Status(server, ("X-User", "ben"), ("X-User", "ada")));
    }

    [Fact]
    public async Task Groups_come_from_the_proxy_as_well()
    {
        await using var server = await RunningServer.Start(Configuration("127.0.0.1"));
        Assert.Equal(403, await Status(server, "/settings", ("X-User", "ben")));
        Assert.Equal(200, await Status(server, "/settings", ("X-User", "ben"), ("X-Groups", "others, platform")));
    }

    [Theory]
    [InlineData("shiprank.example.com", "https", 200)]
    [InlineData("SHIPRANK.example.com:443", "https", 200)]
    [InlineData("shiprank.example.com", "http", 403)]
    [InlineData("evil.example.com", "https", 403)]
    public async Task The_proxy_names_this_server_and_speaks_TLS(string host, string scheme, int status)
    {
        await using var server = await RunningServer.Start(Configuration("127.0.0.1"));
        Assert.Equal(status, await Status(server, "/", ("Host", host), ("X-Forwarded-Proto", scheme), ("X-User", "ada")));
    }

    [Fact]
    public async Task A_proxy_that_nobody_trusts_is_answered_nothing()
    {
        await using var server = await RunningServer.Start(Configuration("10.0.0.7"));
        Assert.Equal(403, await Status(server, ("X-Forwarded-For", "10.0.0.7"), ("X-User", "ada")));
        Assert.Equal(401, await Status(server, ("Host", "127.0.0.1"), ("X-User", "ada")));
    }

    private static string Configuration(string from) => People + $$"""

        access:
          admins: [ada]
          proxy: { from: "{{from}}", user_header: X-User, groups_header: X-Groups }
          groups: { platform: admin }
          base_url: https://shiprank.example.com
        """;

    private static Task<int> Status(RunningServer server, params (string Name, string Value)[] headers) => Status(server, "/api/v1/prices", headers);

    private static async Task<int> Status(RunningServer server, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Host ??= "shiprank.example.com";
        return (await server.Send(request)).Status;
    }
}
