using System.Net;

namespace Shiprank.Server.Access;

/// <summary>How a request came here.</summary>
/// <param name="Refusal">Why it is not listened to; null when it is.</param>
/// <param name="Authority">Name and port that browsers know the server by.</param>
/// <param name="Client">Where it comes from, for limits.</param>
internal sealed record Arrival(string? Refusal, string Authority, string Client)
{
    /// <summary>By a proxy whose address is trusted, so that what it says of its user is believed.</summary>
    public bool ByProxy { get; init; }

    /// <summary>Between the browser and the proxy; within this machine there is none.</summary>
    public bool IsHttps { get; init; }

    public static Arrival Of(HttpContext context) => context.Features.Get<Arrival>() ?? new("", context.Request.Host.Value ?? "", "");

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
