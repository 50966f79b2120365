using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Hosting;

/// <summary>What the host does whatever the endpoint: health, errors, limits.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private const int Largest = 25 * 1024 * 1024;

    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Health_is_told_and_readiness_ends_when_draining_begins()
    {
        Assert.Equal(200, (await Get("/livez")).Status);
        Assert.Equal(200, (await Get("/readyz")).Status);
        server.Services.GetRequiredService<Draining>().Begin();
        (await Get("/readyz")).IsProblem(503, "about to stop");
        Assert.Equal(200, (await Get("/livez")).Status);
        Assert.Equal("taken", (await server.SendLines(RunningServer.Deployment("d-1"))).Outcome);
    }

    [Fact]
    public async Task Unknown_addresses_and_methods_are_problems()
    {
        (await Get("/nowhere")).IsProblem(404);
        (await Get("/hooks/bitbucket")).IsProblem(404);
        (await Get("/hooks/events")).IsProblem(405);
        (await Get("/hooks/..%2f..%2fetc")).IsProblem(404);
    }

    [Fact]
    public async Task Nothing_tells_what_runs_here()
    {
        using var response = await server.Client.GetAsync("/livez");
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_body_of_the_limit_is_read_and_one_byte_more_is_not()
    {
        var line = RunningServer.Deployment("d-1");
        var blank = new string(' ', 1023) + '\n';
        var lines = new StringBuilder(line).Append(' ', 1023 - line.Length).Append('\n').Insert(line.Length, blank, (Largest / 1024) - 1).ToString();
        Assert.Equal(Largest, lines.Length);
        Assert.Equal("taken", (await server.SendLines(lines)).Outcome);
        var reply = await Raw($"POST /hooks/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ci-t0ken\r\nContent-Type: application/x-ndjson\r\nContent-Length: {Largest + 1}\r\n\r\n", _ => { });
        Assert.StartsWith("HTTP/1.1 413", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_a_length_ends_at_the_limit()
    {
        // Chunked: the length is known only when it is too late, so the server counts.
        var reply = await Raw("POST /hooks/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ci-t0ken\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n", stream =>
        {
            var chunk = Encoding.ASCII.GetBytes($"100000\r\n{new string('\n', 0x100000)}\r\n");
            for (var i = 0; i < 26; i++) stream.Write(chunk);
        });
        Assert.StartsWith("HTTP/1.1 413", reply, StringComparison.Ordinal);
        Assert.Empty(server.Store.ReadDeliveries(10));
    }

    [Fact]
    public async Task A_chunked_body_within_the_limit_is_taken()
    {
        var line = RunningServer.Deployment("d-1");
        var reply = await Raw(
            $"POST /hooks/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ci-t0ken\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n{line.Length:x}\r\n{line}\r\n0\r\n\r\n",
            _ => { });
        Assert.StartsWith("HTTP/1.1 202", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_nothing()
    {
        using (var socket = await Connect())
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /hooks/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ci-t0ken\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9000\r\n\r\n{RunningServer.Deployment("d-1")}"));
        }

        Assert.Equal("taken", (await server.SendLines(RunningServer.Deployment("d-2"))).Outcome);
        Assert.Equal("d-2", Assert.Single(server.Store.ReadEvents()).Id);
    }

    [Theory]
    [InlineData("POST /hooks/events HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n")]
    [InlineData("POST /hooks/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ci-t0ken\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task What_is_no_HTTP_is_refused(string request)
    {
        Assert.StartsWith("HTTP/1.1 400", await Raw(request, _ => { }), StringComparison.Ordinal);
        Assert.Equal(200, (await Get("/livez")).Status);
    }

    [Fact]
    public async Task One_who_sends_slowly_is_let_go_and_keeps_nobody_waiting()
    {
        await using var hurried = await RunningServer.Start(clock: new HurriedClock(DateTimeOffset.UnixEpoch) { TimeOuts = TimeSpan.FromDays(1) });
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(hurried.EndPoint);
        await socket.SendAsync("POST /hooks/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ci-t0ken\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9000\r\n\r\n{"u8.ToArray());
        var buffer = new byte[1000];
        var read = await socket.ReceiveAsync(buffer);
        Assert.StartsWith("HTTP/1.1 408", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
        Assert.Empty(hurried.Store.ReadDeliveries(10));
    }

    [Fact]
    public async Task A_flood_is_turned_away_in_time_and_health_is_still_told()
    {
        var flood = await Task.WhenAll(Enumerable.Range(0, 1500).Select(_ => server.SendLines("{}", token: "wrong")));
        Assert.Contains(flood, r => r.Status == 429);
        flood.First(r => r.Status == 429).IsProblem(429, "too many requests");
        Assert.All(flood, r => Assert.True(r.Status is 401 or 429));
        Assert.Equal(200, (await Get("/livez")).Status);
    }

    [Fact]
    public async Task Without_a_secret_an_endpoint_is_closed_and_the_log_says_why()
    {
        await using var closed = await RunningServer.Start("organisation: Northwind\n");
        (await closed.SendLines(RunningServer.Deployment("d-1"))).IsProblem(404, "nothing is configured");
        Assert.Contains("no secret is configured", closed.Log, StringComparison.Ordinal);
        Assert.Empty(closed.Store.ReadEvents());
    }

    [Fact]
    public async Task A_secret_that_is_named_and_missing_closes_its_endpoint_and_is_said()
    {
        await using var closed = await RunningServer.Start(variable: _ => null);
        (await closed.SendLines(RunningServer.Deployment("d-1"))).IsProblem(404);
        (await closed.SendLines(RunningServer.Deployment("d-1"), token: "")).IsProblem(404);
        Assert.Contains("environment variable CI: there is no secret for webhooks: events", closed.Log, StringComparison.Ordinal);
    }

    private async Task<Reply> Get(string path)
    {
        using var response = await server.Client.GetAsync(path);
        return await Reply.Of(response);
    }

    private async Task<Socket> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.EndPoint);
        return socket;
    }

    /// <summary>The beginning of what the server answers to a request that is written byte by byte.</summary>
    private async Task<string> Raw(string head, Action<Stream> body)
    {
        using var socket = await Connect();
        await using var stream = new NetworkStream(socket);
        stream.Write(Encoding.ASCII.GetBytes(head));
        try
        {
            body(stream);
        }
        catch (IOException)
        {
            // The server need not read what it has refused.
            Assert.True(socket.Available >= 0);
        }

        var buffer = new byte[2000];
        var read = await stream.ReadAsync(buffer);
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
