using System.Net.Sockets;
using System.Text;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>What tricks and accidents send: it is refused, nothing goes out, and the next call is served.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("/gateway/other/v1/messages")]
    [InlineData("/gateway/anthropic/../openai/v1/messages")]
    [InlineData("/gateway/anthropic/v1/../../v1/messages")]
    [InlineData("/gateway/anthropic/%2e%2e/v1/messages")]
    [InlineData("/gateway/anthropic//example.com/v1/messages")]
    [InlineData("/gateway/anthropic/v1%2fmessages")]
    [InlineData("/gateway/anthropic/@example.com/v1/messages")]
    [InlineData("/gateway/anthropic/http://example.com/v1/messages")]
    [InlineData("/gateway/anthropic/v1\\messages")]
    [InlineData("/gateway/anthropic/v1/messages#x")]
    [InlineData("/gateway/anthropic/v1/messages/batches")]
    [InlineData("/gateway/anthropic/v1/files")]
    [InlineData("/gateway/")]
    [InlineData("/gateway/anthropic")]
    [InlineData("/gateway/anthropic/v1/messages?a=<b>")]
    [InlineData("http://example.com/gateway/anthropic/v1/messages")]
    [InlineData("/x/../gateway/anthropic/v1/messages")]
    [InlineData("/%67ateway/anthropic/v1/messages")]
    public async Task No_trick_of_an_address_leads_anywhere(string target)
    {
        await using var gateway = await Start();
        var answer = await Raw(gateway, $"POST {target} HTTP/1.1\r\nHost: localhost\r\nx-api-key: {gateway.Token()}\r\nContent-Type: application/json\r\nContent-Length: {Claude().Length}\r\nConnection: close\r\n\r\n{Claude()}");
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", answer);
        Assert.Empty(gateway.Provider.Seen);
        Assert.Equal(200, (await gateway.Ask(token: gateway.Token())).Status);
    }

    [Fact]
    public async Task A_provider_below_a_path_is_never_left()
    {
        await using var gateway = await Start();
        Assert.Equal(200, (await gateway.Send(Request("/gateway/below/v1/messages", Claude(), gateway.Token()))).Status);
        Assert.Equal("/some/path/v1/messages", gateway.Provider.Seen[^1].Path);
    }

    [Fact]
    public async Task Another_name_of_the_server_is_not_listened_to()
    {
        await using var gateway = await Start();
        Assert.StartsWith("HTTP/1.1 403 ", await Raw(gateway, $"POST /gateway/anthropic/v1/messages HTTP/1.1\r\nHost: example.com\r\nx-api-key: {gateway.Token()}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}"), StringComparison.Ordinal);
        Assert.Empty(gateway.Provider.Seen);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("CONNECT")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_not_passed_on(string method)
    {
        await using var gateway = await Start();
        Assert.Matches("^HTTP/1.1 4[0-9][0-9] ", await Raw(gateway, $"{method} /gateway/anthropic/v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: {gateway.Token()}\r\nConnection: close\r\n\r\n"));
        Assert.Empty(gateway.Provider.Seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"model\":\"\"}")]
    [InlineData("{\"model\":7}")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    [InlineData("{\"model\":\"a\"}{\"model\":\"b\"}")]
    [InlineData("{\"model\":\"a\",}")]
    [InlineData("\u0000")]
    public async Task A_body_that_nobody_can_judge_is_refused(string body)
    {
        await using var gateway = await Start();
        var (status, text, _) = await gateway.Ask(body, gateway.Token());
        Assert.Equal(400, status);
        Assert.Contains("invalid_request_error", text, StringComparison.Ordinal);
        Assert.Empty(gateway.Provider.Seen);
    }

    [Fact]
    public async Task Deep_wide_and_packed_bodies_are_refused()
    {
        await using var gateway = await Start();
        Assert.Equal(400, (await gateway.Ask(new string('[', 100_000), gateway.Token())).Status);
        var packed = Request("/gateway/anthropic/v1/messages", Claude(), gateway.Token());
        packed.Content!.Headers.ContentEncoding.Add("gzip");
        Assert.Equal(415, (await gateway.Send(packed)).Status);
        var head = $"POST /gateway/anthropic/v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: {gateway.Token()}\r\nConnection: close\r\n";
        Assert.StartsWith("HTTP/1.1 413 ", await Raw(gateway, head + "Content-Length: 99999999999\r\n\r\n{}"), StringComparison.Ordinal);
        var flood = string.Concat(Enumerable.Range(0, 2000).Select(i => $"x-{i}: {new string('a', 50)}\r\n"));
        Assert.StartsWith("HTTP/1.1 431 ", await Raw(gateway, head + flood + "\r\n"), StringComparison.Ordinal);
        Assert.Empty(gateway.Provider.Seen);
        Assert.Equal(200, (await gateway.Ask(token: gateway.Token())).Status);
    }

    [Fact]
    public async Task A_body_shorter_than_it_says_goes_nowhere_and_one_longer_is_cut_there()
    {
        await using var gateway = await Start();
        var head = $"POST /gateway/anthropic/v1/messages HTTP/1.1\r\nHost: localhost\r\nx-api-key: {gateway.Token()}\r\nConnection: close\r\n";
        await Raw(gateway, head + $"Content-Length: {Claude().Length + 50}\r\n\r\n{Claude()}", close: true);
        Assert.Empty(gateway.Provider.Seen);
        Assert.StartsWith("HTTP/1.1 200 ", await Raw(gateway, head + $"Content-Length: {Claude().Length}\r\n\r\n{Claude()}{{\"model\":\"evil\"}}"), StringComparison.Ordinal);
        Assert.Equal(Claude(), gateway.Provider.Seen.Single().Body);
    }

    [Fact]
    public async Task A_large_body_in_pieces_goes_through_whole()
    {
        await using var gateway = await Start();
        var body = Claude(more: $",\"metadata\":{{\"pad\":\"{new string('x', 3_000_000)}\"}}");
        var request = Request("/gateway/anthropic/v1/messages", body, gateway.Token());
        request.Headers.TransferEncodingChunked = true;
        Assert.Equal(200, (await gateway.Send(request)).Status);
        Assert.Equal(body, gateway.Provider.Seen.Single().Body);
    }

    /// <param name="close">The caller says no more after it, and waits for no answer.</param>
    private static async Task<string> Raw(GatewayCase gateway, string request, bool close = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Server.EndPoint);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        if (close) client.Client.Shutdown(SocketShutdown.Send);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync(deadline.Token);
        }
        catch (IOException)
        {
            // Cut off, as it should be.
            return "";
        }
    }
}
