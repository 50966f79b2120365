using System.Net;
using Shiprank.Core.Organisation;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Access;

/// <summary>
/// Which requests are listened to, as the organisation file says now. Until people can sign in: those of this machine that name this machine, so that
/// neither a proxy nor a page elsewhere whose name is made to lead here shows anything to others. From then on also those of the trusted proxy that
/// name the server as it is called.
/// </summary>
internal sealed class AccessRules(ServerOptions options, LiveWorkspace workspace)
{
    /// <summary>What proxies add. One that hides itself is told by the name that it was asked for.</summary>
    private static readonly string[] forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    private readonly Lock gate = new();
    private (ProxySettings? Of, IReadOnlyList<IPNetwork> From) trusted;

    public AccessSettings Now => workspace.Current.Organisation.Access;

    /// <summary>Whoever is at this machine is its administrator: nobody set up signing in, and the server was told to trust them.</summary>
    public bool TrustsLocal => options.IsOpenLocally && !Now.IsConfigured;

    public Arrival Look(HttpContext context)
    {
        var (request, access) = (context.Request, Now);
        var from = context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
        var isTrusted = from is not null && access.Proxy is { } proxy && From(proxy).Any(n => n.Contains(from));
        if (!isTrusted) Strip(request, access.Proxy);
        var isForwarded = forwarded.Any(request.Headers.ContainsKey);
        var isNamedLocally = Arrival.IsLoopback(request.Host.Host);
        if (isTrusted && (isForwarded || !isNamedLocally || Says(request, access.Proxy!))) return ByProxy(request, access, from!);
        var isLocal = (from is null || IPAddress.IsLoopback(from)) && isNamedLocally && !isForwarded;
        return new(isLocal ? null : Refusal(access), request.Host.Value ?? "", from?.ToString() ?? "local");
    }

    public static bool IsLocal(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from)) && Arrival.IsLoopback(context.Request.Host.Host) && !forwarded.Any(context.Request.Headers.ContainsKey);

    private static string Refusal(AccessSettings access) => !access.IsConfigured
        ? "pages and API are for this machine alone: open them at its loopback address, without a proxy"
        : access.BaseUrl is { } url ? $"this server is found at {url.GetLeftPart(UriPartial.Authority)}, through its own proxy" : "this server is found at its machine's loopback address: access.base_url names another one";

    private static Arrival ByProxy(HttpRequest request, AccessSettings access, IPAddress from)
    {
        var client = Last(request, "X-Forwarded-For") is { } address && IPAddress.TryParse(address, out var parsed) ? parsed.ToString() : from.ToString();
        if (access.BaseUrl is not { } url) return new("a proxy comes here, and the organisation file names no access.base_url", "", client);
        var named = Last(request, "X-Forwarded-Host") ?? request.Host.Value ?? "";
        var isNamed = string.Equals(named, url.Authority, StringComparison.OrdinalIgnoreCase) || string.Equals(named, $"{url.Host}:{url.Port}", StringComparison.OrdinalIgnoreCase);
        if (!isNamed) return new(Refusal(access), url.Authority, client);
        var isHttps = url.Scheme == Uri.UriSchemeHttps;
        if (isHttps && Last(request, "X-Forwarded-Proto") is { } scheme && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase)) return new("this came to the proxy without TLS: let the proxy send browsers on to https", url.Authority, client);
        return new(null, url.Authority, client) { ByProxy = true, IsHttps = isHttps };
    }

    private static bool Says(HttpRequest request, ProxySettings proxy) => proxy.UserHeader is { } header && request.Headers.ContainsKey(header);

    /// <summary>From anywhere else such headers are an attempt.</summary>
    private static void Strip(HttpRequest request, ProxySettings? proxy)
    {
        if (proxy?.UserHeader is { } user) request.Headers.Remove(user);
        if (proxy?.GroupsHeader is { } groups) request.Headers.Remove(groups);
    }

    /// <summary>The trusted proxy's own word: what came before it stands further left.</summary>
    private static string? Last(HttpRequest request, string header) => request.Headers[header].ToString().Split(',', StringSplitOptions.TrimEntries)[^1] is { Length: > 0 } last ? last : null;

    private IReadOnlyList<IPNetwork> From(ProxySettings proxy)
    {
        lock (gate)
        {
            if (!ReferenceEquals(trusted.Of, proxy)) trusted = (proxy, [.. proxy.From.Select(Network)]);
            return trusted.From;
        }
    }

    private static IPNetwork Network(string text) => IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8) : IPNetwork.Parse(text);
}
