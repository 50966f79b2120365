using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Routing;
using Shiprank.Core.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Access;

/// <summary>Once an address is found: whether whoever asks may go there. What says nothing of it is closed.</summary>
internal sealed class RightGate(RequestDelegate next, PersonLooks looks, IAntiforgery antiforgery, ILogger<RightGate> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // Where there is nothing, or no such method, there is nothing to guard.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is not { Right: var right })
        {
            log.LogError("{Address} does not say who may use it, and so nobody may", endpoint.DisplayName);
            await Forbid(context, "nobody may use this address");
            return;
        }

        if (!context.Viewer().Has(right)) await Refuse(context);
        else if (IsForm(context, endpoint) && !await IsOurs(context, endpoint)) await ProblemAnswers.Write(context, StatusCodes.Status400BadRequest, "the form is too old, or was not made here: load its page again and send it anew");
        else if (right is Right.Person or Right.Cells && !await looks.Allow(context, right)) await Forbid(context, "this shows a person's own figures, and is for that person");
        else await next(context);
    }

    private static bool IsForm(HttpContext context, RouteEndpoint endpoint)
    {
        var path = context.Request.Path;
        return !Doors.IsReading(context.Request) && endpoint.Metadata.GetMetadata<ProvenForm>() is null && context.Viewer().Scopes == Scopes.None
            && !path.StartsWithSegments("/api") && !path.StartsWithSegments("/hooks") && !path.StartsWithSegments("/cli") && !path.StartsWithSegments("/v1")
            && endpoint.Metadata.GetMetadata<NeedsAttribute>()!.Right != Right.Ingest;
    }

    private async Task<bool> IsOurs(HttpContext context, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<SameOriginForm>() is not null) return Doors.IsFromHere(context.Request, Arrival.Of(context)) || !context.Request.Headers.ContainsKey("Cookie");
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        catch (Exception refused) when (refused is AntiforgeryValidationException or InvalidDataException)
        {
            // A body that is no form has no token.
            return false;
        }
    }

    private static Task Refuse(HttpContext context)
    {
        if (context.Viewer().IsKnown()) return Forbid(context, context.Viewer().Scopes == Scopes.None ? "your role does not open this" : "the token's scopes do not open this");
        if (HttpMethods.IsGet(context.Request.Method) && ErrorAnswer.IsForPeople(context.Request))
        {
            PageAnswer.GoTo(context, $"/sign-in?return={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return ApiReply.Refuse(context, new(StatusCodes.Status401Unauthorized, "sign in, or send a service token: Authorization: Bearer shp_…"));
    }

    private static Task Forbid(HttpContext context, string reason) => ProblemAnswers.Write(context, StatusCodes.Status403Forbidden, reason);
}
