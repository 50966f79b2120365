using System.Security.Claims;
using Shiprank.Core.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Ingest.Otlp;

namespace Shiprank.Server.Access;

/// <summary>Before anything is routed: whether the request is listened to, and who asks. What changes something is not taken from a page of another origin.</summary>
internal sealed class Doors(RequestDelegate next, AccessRules rules, SignIns signIns, ServiceTokens tokens, ProxyUsers proxyUsers)
{
    public Task InvokeAsync(HttpContext context)
    {
        var (request, arrival) = (context.Request, rules.Look(context));
        context.Features.Set(arrival);

        // Senders of deliveries prove themselves by a secret of their own, and health says nothing.
        if (request.Path.StartsWithSegments("/hooks") || request.Path == "/livez" || request.Path == "/readyz") return next(context);
        if (arrival.Refusal is { } reason) return ApiReply.Refuse(context, new(StatusCodes.Status403Forbidden, reason));
        if (arrival.IsHttps) request.Scheme = Uri.UriSchemeHttps;
        if (ServiceTokens.Of(request) is { } text) return ByToken(context, text);
        if (!IsReading(request) && !IsSameOrigin(request, arrival)) return ApiReply.Refuse(context, new(StatusCodes.Status403Forbidden, "a page of another origin may change nothing here"));
        var viewer = proxyUsers.Of(context, arrival) ?? signIns.Of(context) ?? (rules.TrustsLocal ? ViewerAccess.Local : !rules.Now.IsConfigured && OtlpEndpoints.IsTelemetry(request) ? ViewerAccess.LocalSender : Viewer.Nobody);
        context.Viewer(viewer);

        // A form's token is of use to nobody but whom it was made for.
        if (viewer.IsKnown()) context.User = new(new ClaimsIdentity([new("sub", viewer.Actor)], "shiprank"));
        return next(context);
    }

    /// <summary>True when a browser says that a page of this server sends it.</summary>
    public static bool IsFromHere(HttpRequest request, Arrival arrival) =>
        IsSameOrigin(request, arrival) && (request.Headers["Sec-Fetch-Site"].ToString().Length > 0 || request.Headers.Origin.ToString().Length > 0);

    public static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool IsSameOrigin(HttpRequest request, Arrival arrival)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none")) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, arrival.Authority, StringComparison.OrdinalIgnoreCase));
    }

    private async Task ByToken(HttpContext context, string text)
    {
        if (tokens.Find(text) is not { } token)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await ApiReply.Refuse(context, new(StatusCodes.Status401Unauthorized, "the token is unknown, has expired or was revoked: shiprank token list"));
            return;
        }

        await tokens.NoteUse(token, context.RequestAborted);
        context.Viewer(token.Viewer);
        await next(context);
    }
}
