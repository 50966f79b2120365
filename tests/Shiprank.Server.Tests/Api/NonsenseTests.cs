using System.Text;
using System.Net.Sockets;

namespace Shiprank.Server.Tests.Api;

/// <summary>What can't be asked is refused: the parameter at fault and what it may be, nothing of the inside, nothing half.</summary>
public sealed class NonsenseTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("score?since=yesterday", "since", "a day")]
    [InlineData("score?since=2026-02-30", "since", "a day")]
    [InlineData("score?since=0001-01-01", "since", "a day")]
    [InlineData("score?until=", "until", "a day")]
    [InlineData("score?since=2026-05-02&until=2026-05-01", "since", "not later than until")]
    [InlineData("score?since=2026-05-01&since=2026-05-02", "since", "once")]
    [InlineData("score?window=12", "window", "12w")]
    [InlineData("score?window=-3w", "window", "12w")]
    [InlineData("score?window=99999999999w", "window", "12w")]
    [InlineData("flow?as_of=noon", "as_of", "a time")]
    [InlineData("flow?as_of=9999-12-31T00:00:00Z", "as_of", "a time")]
    [InlineData("flow?tz=Middle/Earth", "tz", "a time zone")]
    [InlineData("flow?tz=local", "tz", "a time zone")]
    [InlineData("boards/teams?rank=tokens", "rank", "nd-ai")]
    [InlineData("boards/people?rank=spend", "rank", "nd-ai")]
    [InlineData("boards/teams?fields=nd", "fields", "rank")]
    [InlineData("boards/teams?Rank=nd", "Rank", "rank")]
    [InlineData("dora?level=person", "level", "team")]
    [InlineData("restatements?closed=maybe", "closed", "true")]
    [InlineData("changes?sort=tokens", "sort", "cost")]
    [InlineData("changes?limit=0", "limit", "1 to 500")]
    [InlineData("changes?limit=501", "limit", "1 to 500")]
    [InlineData("changes?limit=1e2", "limit", "1 to 500")]
    [InlineData("changes?cursor=abc", "cursor", "Link header")]
    [InlineData("changes?cursor=../../etc", "cursor", "Link header")]
    [InlineData("changes?cursor=YWJjCmRlZgpnaGk", "cursor", "Link header")]
    [InlineData("changes?fate=lost", "fate", "live")]
    [InlineData("changes?evidence=%F0%9F%92%A9", "evidence", "trailer")]
    [InlineData("changes?min_cost=-1", "min_cost", "2.50")]
    [InlineData("changes?repository=nowhere", "repository", "shop")]
    [InlineData("changes?team=%3Cscript%3E", "team", "")]
    [InlineData("changes?person=ada", "person", "")]
    [InlineData("changes/shop/zz", "sha", "hexadecimal")]
    [InlineData("changes/shop/%E2%80%AE1234567", "sha", "hexadecimal")]
    [InlineData("prices?as_of=2026-01-01", "as_of", "at")]
    [InlineData("prices?at=never", "at", "a time")]
    [InlineData("prices?model=", "model", "1 to 200 characters")]
    [InlineData("syncs?limit=many", "limit", "1 to 500")]
    [InlineData("syncs/abc", "id", "whole number")]
    [InlineData("syncs/1?x=1", "x", "")]
    public async Task A_parameter_that_can_not_be_is_named_with_what_it_may_be(string question, string parameter, string allowed)
    {
        var reply = await server.Get("/api/v1/" + question);
        reply.IsProblem(400);
        Assert.Equal(parameter, reply.Json.GetProperty("parameter").GetString());
        if (allowed.Length > 0) Assert.Contains(allowed, string.Join(", ", reply.Json.GetProperty("allowed").EnumerateArray().Select(a => a.GetString())), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changes/nowhere/0123456789")]
    [InlineData("changes/shop/0123456789")]
    [InlineData("syncs/7")]
    [InlineData("syncs/99999999999999999")]
    [InlineData("prices?model=nobody-sells-this")]
    [InlineData("boards")]
    [InlineData("board/teams")]
    [InlineData("")]
    public async Task What_is_not_there_is_not_found(string path) => (await server.Get("/api/v1/" + path)).IsProblem(404);

    [Theory]
    [InlineData("POST", "score")]
    [InlineData("DELETE", "changes")]
    [InlineData("PUT", "syncs")]
    [InlineData("DELETE", "syncs/1")]
    public async Task Another_method_is_not_allowed(string method, string path)
    {
        var reply = await server.Send(new(new(method), "/api/v1/" + path));
        reply.IsProblem(405);
    }

    [Fact]
    public async Task An_address_of_a_megabyte_is_too_long_and_the_server_goes_on()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.EndPoint);
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/score?since={new string('1', 1024 * 1024)} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        catch (SocketException)
        {
            // It need not be read to its end to be refused.
            Assert.True(socket.Available >= 0);
        }

        var buffer = new byte[100];
        var read = await socket.ReceiveAsync(buffer);
        Assert.StartsWith("HTTP/1.1 414", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
        Assert.Equal(200, (await server.Get("/api/v1/score")).Status);
    }

    [Fact]
    public async Task A_cursor_of_another_question_is_refused()
    {
        var cursor = System.Buffers.Text.Base64Url.EncodeToString("0011223344556677\nshop\n0123456789"u8);
        (await server.Get($"/api/v1/changes?cursor={cursor}")).IsProblem(400, "another question");
    }

    [Fact]
    public async Task An_organisation_without_data_has_empty_reports()
    {
        foreach (var path in (string[])["score", "boards/teams", "boards/people", "changes", "flow", "dora", "restatements", "syncs"]) Assert.Equal(200, (await server.Get("/api/v1/" + path)).Status);
    }
}
