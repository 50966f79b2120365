using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Access;
using Shiprank.Server.Access;

namespace Shiprank.Server.Tests.Access;

/// <summary>An address that the server listens to.</summary>
/// <param name="Pattern">As a route.</param>
/// <param name="Right">What it asks for; null: it does not say.</param>
internal sealed record Address(string Method, string Pattern, Right? Right)
{
    /// <summary>Every address of a server, method by method.</summary>
    public static IReadOnlyList<Address> All(IServiceProvider services) =>
    [
        .. services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => new Address(m, "/" + e.RoutePattern.RawText!.TrimStart('/'), e.Metadata.GetMetadata<NeedsAttribute>()?.Right)))
            .Where(a => a.Method != "HEAD")
            .Distinct()
            .OrderBy(a => a.Pattern, StringComparer.Ordinal).ThenBy(a => a.Method, StringComparer.Ordinal),
    ];

    /// <summary>With something in the place of each parameter.</summary>
    public string Path => string.Join('/', Pattern.Split('/').Select(p => p switch
    {
        "{page}" => "teams",
        "{file}" => "app.css",
        _ when p.StartsWith('{') => "1",
        _ => p,
    }));
}
