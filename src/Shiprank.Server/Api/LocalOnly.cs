using System.Net;
using Shiprank.Server.Access;

namespace Shiprank.Server.Api;

/// <summary>
/// Everything but deliveries and health is for one person at this machine: it is answered on a connection of this machine that names this machine, so
/// that neither a proxy before the hooks, nor a page elsewhere whose name is made to lead here, shows it to others. What changes something is not taken
/// from a page of another origin.
/// </summary>
internal sealed class LocalOnly(RequestDelegate next)
{
    /// <summary>What proxies add. One that hides itself is told by the name that it was asked for.</summary>
    private static readonly string[] Forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/hooks") || path == "/livez" || path == "/readyz") return next(context);
        if (!IsLocal(context)) return ApiReply.Refuse(context, new(StatusCodes.Status403Forbidden, "pages and API are for this machine alone: open them at its loopback address, without a proxy"));
        context.Viewer(ViewerAccess.Local);
        return IsReading(context.Request) || IsSameOrigin(context.Request) ? next(context) : ApiReply.Refuse(context, new(StatusCodes.Status403Forbidden, "a page of another origin may change nothing here"));
    }

    public static bool IsLocal(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from)) && IsLoopback(context.Request.Host.Host) && !Forwarded.Any(context.Request.Headers.ContainsKey);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none")) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
