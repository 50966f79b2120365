using System.Net;

namespace Shiprank.Server.Gateway.Upstream;

/// <summary>
/// Talks to providers: no redirects, cookies, proxies or decompression, so that what goes by is what the provider sent and goes nowhere else.
/// </summary>
internal sealed class UpstreamClient : IDisposable
{
    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
    });

    public Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancel) => invoker.SendAsync(request, cancel);

    public void Dispose() => invoker.Dispose();
}
