using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Server.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Api;

/// <summary>
/// What hooks of a machine judge by. For whoever may have work tokens, and for a work token itself, so that a run in CI keeps it fresh. It is answered
/// anew only when something of it has changed.
/// </summary>
internal sealed class LocalCapsEndpoint(ServerOptions options, LiveCaps caps, LiveWorkspace workspace, WorkBearer bearer)
{
    public const string Path = "caps/local";

    public static void Map(WebApplication app)
    {
        var endpoint = ActivatorUtilities.CreateInstance<LocalCapsEndpoint>(app.Services);
        app.MapMethods(ReportEndpoints.Root + Path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)endpoint.Tell).Needing(Right.Open).WithDisplayName(ReportEndpoints.Root + Path);
    }

    private Task Tell(HttpContext context)
    {
        var (_, refusal) = ApiQuery.Read(context.Request, []);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        var (viewer, token) = (context.Viewer(), bearer.Of(context.Request));
        if (token is null && !viewer.Has(Right.Work))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return ApiReply.Refuse(context, new(viewer.IsKnown() ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized, "send a service token of the scope work, or a work token that holds: Authorization: Bearer …"));
        }

        var told = LocalSnapshot.Of(caps.Current, bearer.Organisation, Address(context), token?.Person ?? viewer.Person ?? "", options.Clock.GetUtcNow());
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData((told with { FetchedAt = default }).Write()).AsSpan(0, 12))}\"";
        if (ApiReply.IsKnown(context, tag))
        {
            ApiReply.NotModified(context, tag);
            return Task.CompletedTask;
        }

        return ApiReply.Send(context, ApiAnswer.Of(into => into.Write(told.Write())), tag);
    }

    private string Address(HttpContext context) =>
        workspace.Current.Organisation.Access.BaseUrl is { } url ? url.GetLeftPart(UriPartial.Authority) : $"{context.Request.Scheme}://{context.Request.Host.Value}";
}
