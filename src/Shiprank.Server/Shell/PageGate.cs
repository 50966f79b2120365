using Microsoft.AspNetCore.Components.Endpoints;
using Shiprank.Server.Features;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Shell;

/// <summary>Before a page: its frame, and what its address asks, checked. What makes no sense is told with status 400 before anything is drawn.</summary>
internal sealed class PageGate(RequestDelegate next, PageSurroundings surroundings, LiveWorkspace workspace)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is null) return next(context);
        if (workspace.IsMissing && context.Request.Path == "/")
        {
            // Without an organisation there is one thing to do.
            context.Response.Redirect("/setup");
            return Task.CompletedTask;
        }

        var request = context.RequestServices.GetRequiredService<PageRequest>();
        request.Frame = surroundings.Frame(context);
        var (query, problems) = PageQueryReader.Read(context.Request.Query, surroundings.Scope(request.Frame.FiguresAsOf));
        problems = [.. problems, .. OwnParameters.Problems(context.Request)];
        if (problems.Count > 0) return ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "", problems);
        request.Query = query;
        context.Response.Headers.CacheControl = "private, no-cache";
        return next(context);
    }
}
