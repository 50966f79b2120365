using System.Text;
using Shiprank.Core.Access;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Badges;
using Shiprank.Server.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Features.Badges;

/// <summary>
/// <c>/badge/{team|repo}/{id}/{metric}.svg</c> and <c>.json</c>: status badges for READMEs, read by anybody. The answer is always 200: proxies that
/// readers' sites put before pictures keep an error for long.
/// </summary>
internal sealed class StatusEndpoints(Published published, PageViews views)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<StatusEndpoints>(app.Services);
        app.MapMethods("/badge/{kind}/{id}/{file}", Reading, (RequestDelegate)endpoints.Take).Needing(Right.Open).WithDisplayName("/badge/{kind}/{id}/{file}");
    }

    private async Task Take(HttpContext context)
    {
        var (kind, file) = ((string)context.Request.RouteValues["kind"]!, (string)context.Request.RouteValues["file"]!);
        var isJson = file.EndsWith(".json", StringComparison.Ordinal);
        var figure = Figure(kind, Uri.UnescapeDataString((string)context.Request.RouteValues["id"]!), isJson ? file[..^".json".Length] : file.EndsWith(".svg", StringComparison.Ordinal) ? file[..^".svg".Length] : "");
        var body = isJson ? StatusBadge.Shields(figure) : Encoding.UTF8.GetBytes(StatusBadge.Svg(figure));
        var response = context.Response;
        Embedded.AsPicture(response);
        response.Headers.CacheControl = "public, max-age=3600, stale-while-revalidate=86400";
        response.ContentType = isJson ? "application/json" : "image/svg+xml";
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private StatusFigure Figure(string kind, string id, string word)
    {
        if (PublishedMetrics.Of(word) is not { } metric || kind is not ("team" or "repo")) return StatusFigure.NotFound;
        if (published.Now is not { } now) return StatusFigure.Unavailable;
        var holder = kind == "team" ? HolderKind.Team : HolderKind.Repository;
        if (!now.Standing.Workspace.Organisation.Badges.Publish.Contains(new(holder, id, metric))) return StatusFigure.Private;
        return views.Get(now, $"/badge/{kind}/{id}/{word}", () => StatusFigure.Of(now.Standing, holder, id, metric))!;
    }
}
