using Microsoft.Extensions.Primitives;

namespace Shiprank.Server.Features.Badges;

/// <summary>Headers of what stands in other sites: pictures anywhere, a frame where the organisation allows it.</summary>
internal static class Embedded
{
    private const string Picture = "default-src 'none'; style-src 'unsafe-inline'";

    public static void AsPicture(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Picture;
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    /// <param name="ancestors">Origins that may frame it.</param>
    public static void AsFrame(HttpResponse response, IReadOnlyList<string> ancestors)
    {
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors {(ancestors.Count == 0 ? "'none'" : string.Join(' ', ancestors))}";

        // The older header knows one origin at most; browsers that read the policy leave it aside, and an empty value is sent to none.
        if (ancestors.Count > 0) response.Headers.XFrameOptions = StringValues.Empty;
    }
}
