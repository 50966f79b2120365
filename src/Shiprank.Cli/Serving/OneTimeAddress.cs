using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Server.Access;

namespace Shiprank.Cli.Serving;

/// <summary>A one-time link with the address that a browser of this machine reaches the server at.</summary>
internal static class OneTimeAddress
{
    /// <returns>Null when the server listens to no address of this machine.</returns>
    public static string? Of(WebApplication app)
    {
        foreach (var listening in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses)
        {
            var address = new UriBuilder(listening);
            if (address.Host is "0.0.0.0") address.Host = "127.0.0.1";
            if (address.Host is "[::]") address.Host = "[::1]";
            if (address.Uri.IsLoopback) return address.Uri.GetLeftPart(UriPartial.Authority) + app.Services.GetRequiredService<OneTimeLink>().Make();
        }

        return null;
    }
}
