using Shiprank.Core.Access;
using Shiprank.Engine.Digests;
using Shiprank.Server.Access;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Digests;

/// <summary>
/// <c>POST /digest/stop</c>: from the page of the same address, or from a mail program that ends a list with one click (RFC 8058), which sends
/// <c>List-Unsubscribe=One-Click</c> to the address in the mail and has neither a cookie nor an origin here.
/// </summary>
internal static class StopEndpoint
{
    public const string Path = "/" + StopLink.Path;

    // The page of the same address would take posts too.
    public static void Map(WebApplication app) => app.MapPost(Path, (RequestDelegate)Take).Needing(Right.Open).WithMetadata(ProvenForm.Instance).WithOrder(-1).WithDisplayName(Path);

    private static async Task Take(HttpContext context)
    {
        var (request, options) = (context.Request, context.RequestServices.GetRequiredService<ServerOptions>());
        var form = request.HasFormContentType ? await request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        var oneClick = form["List-Unsubscribe"] == "One-Click";
        var (who, proof) = oneClick ? (request.Query["who"].ToString(), request.Query["proof"].ToString()) : (form["who"].ToString(), form["proof"].ToString());
        if (!StopLink.IsGenuine(options.Store.Key, who, proof))
        {
            await ErrorAnswer.Write(context, StatusCodes.Status404NotFound, "this link ends nobody's digest");
            return;
        }

        options.Store.StopDigests(who, form["act"] == "again" ? null : options.Clock.GetUtcNow(), context.RequestAborted);
        if (oneClick) await context.Response.WriteAsync("no more digests are sent\n", context.RequestAborted);
        else PageAnswer.GoTo(context, $"{Path}?who={Uri.EscapeDataString(who)}&proof={Uri.EscapeDataString(proof)}");
    }
}
