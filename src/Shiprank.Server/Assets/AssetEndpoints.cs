using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Microsoft.Net.Http.Headers;

namespace Shiprank.Server.Assets;

/// <summary><c>/assets/…</c>: kept for good by whoever fetched it, in the smallest encoding that they take.</summary>
internal static class AssetEndpoints
{
    public static void Map(WebApplication app) => app.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], Send).Needing(Right.Open).DisableRateLimiting();

    private static Task Send(HttpContext context)
    {
        if (AssetFiles.Find((string)context.Request.RouteValues["file"]!) is not { } asset) return ProblemAnswers.Write(context, StatusCodes.Status404NotFound, "no such asset; a page that is loaded anew names those of this version");
        var encoding = asset.Packed.FirstOrDefault(e => Takes(context.Request, e));
        var tag = new EntityTagHeaderValue($"\"{asset.File}{(encoding is null ? "" : $"-{encoding}")}\"");
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ETag = tag.ToString();
        if (asset.Packed.Count > 0) headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Tag == "*" || known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = asset.Read(encoding);
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        if (encoding is not null) headers.ContentEncoding = encoding == "gz" ? "gzip" : encoding;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private static bool Takes(HttpRequest request, string encoding)
    {
        var name = encoding == "gz" ? "gzip" : encoding;
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return (accepted.FirstOrDefault(a => a.Value.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(a => a.Value == "*")) is { } asked && asked.Quality is not 0;
    }
}
