using System.Net;
using System.Net.Sockets;
using Shiprank.Core;

namespace Shiprank.Engine.Digests.Sending;

/// <summary>Posts to webhooks: https alone, no redirect, to no address that <see cref="AddressGuard"/> closes.</summary>
/// <param name="allowPrivate">Addresses inside the organisation's network are allowed, and http to this machine.</param>
public sealed class WebhookClient(bool allowPrivate) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancel) => Connect(context.DnsEndPoint, allowPrivate, cancel),
    })
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 64 * 1024,
    };

    public void Dispose() => http.Dispose();

    /// <returns>Null when it was taken. The problem never shows the address, which is a secret, but its host.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<Problem?> Post(string address, byte[] body, CancellationToken cancel) => Post(address, body, [], cancel);

    /// <param name="headers">Sent along.</param>
    /// <inheritdoc cref="Post(string, byte[], CancellationToken)"/>
    public async Task<Problem?> Post(string address, byte[] body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (allowPrivate && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            return new("webhook", 0, "its address is not an https address", "mend where the organisation file has it from");
        }

        try
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            foreach (var (name, value) in headers) content.Headers.Add(name, value);
            using var response = await http.PostAsync(uri, content, cancel);
            return response.IsSuccessStatusCode ? null : new(uri.Host, 0, $"the webhook answered {(int)response.StatusCode}", "look whether it still exists");
        }
        catch (HttpRequestException failure) when (failure.InnerException is ClosedAddressException)
        {
            return new(uri.Host, 0, "the webhook leads to an address that is not public", "digest.allow_private_addresses: true allows it");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return new(uri.Host, 0, "the webhook can't be reached", "it is tried again");
        }
    }

    private static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowPrivate, CancellationToken cancel)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, cancel);
        var open = addresses.Where(a => allowPrivate || AddressGuard.IsPublic(a)).ToArray();
        if (open.Length == 0 && addresses.Length > 0) throw new ClosedAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var stays = false;
        try
        {
            await socket.ConnectAsync(open, to.Port, cancel);
            stays = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!stays) socket.Dispose();
        }
    }

    private sealed class ClosedAddressException : IOException;
}
