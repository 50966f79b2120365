using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Shiprank.Core.Caps;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Gateway.Upstream;

/// <summary>Which headers go on to a provider, and which come back. What belongs to a connection, says who calls, or is a key of ours stays here.</summary>
internal static class UpstreamHeaders
{
    private static readonly FrozenSet<string> hop = new[]
    {
        "connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ours = new[]
    {
        "host", "content-length", "expect", "accept-encoding", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-prefix", "x-real-ip", "via", "origin", "referer", "alt-used",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> theirs = new[] { "set-cookie", "set-cookie2", "alt-svc", "strict-transport-security", "server", "via", "access-control-allow-origin", "www-authenticate" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static HttpRequestMessage Request(HttpRequest from, GatewayTarget target, string? key, ReadOnlyMemory<byte> body)
    {
        var request = new HttpRequestMessage(new(from.Method), target.Url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (HttpMethods.IsPost(from.Method)) request.Content = new BodyContent(body);
        var named = Named(from.Headers.Connection);
        foreach (var (name, values) in from.Headers)
        {
            if (hop.Contains(name) || ours.Contains(name) || CallerCheck.IsIdentity(name) || named?.Contains(name, StringComparer.OrdinalIgnoreCase) == true || name.StartsWith(':')) continue;
            if (values.Count == 1)
            {
                if (!request.Headers.TryAddWithoutValidation(name, values.ToString())) request.Content?.Headers.TryAddWithoutValidation(name, values.ToString());
            }
            else if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        // An answer that is packed could not be metered.
        request.Headers.TryAddWithoutValidation("accept-encoding", "identity");
        if (key is null) return request;
        if (target.Provider.Wire == GatewayWire.OpenAi) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        else request.Headers.TryAddWithoutValidation(target.Provider.Wire == GatewayWire.Anthropic ? "x-api-key" : "x-goog-api-key", key);
        return request;
    }

    public static void Answer(HttpResponseMessage from, HttpResponse to)
    {
        to.StatusCode = (int)from.StatusCode;
        Copy(from.Headers.NonValidated, to.Headers);
        Copy(from.Content.Headers.NonValidated, to.Headers);
    }

    private static void Copy(HttpHeadersNonValidated from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (hop.Contains(name) || theirs.Contains(name)) continue;
            to[name] = values.Count == 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);
        }
    }

    private static string[]? Named(StringValues connection) => connection.Count == 0 || connection is ["keep-alive"] ? null : connection.ToString().Split(',', StringSplitOptions.TrimEntries);
}
