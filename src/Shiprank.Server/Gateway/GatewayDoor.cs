using Microsoft.AspNetCore.Http.Features;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Gateway;

/// <summary>
/// Before pages and API: what is addressed to a provider goes its own way, by the bytes of the request line. It has its own proofs, limits and refusals,
/// so none of those of pages apply; a path that only leads here once it is unescaped or tidied up is none of the gateway's.
/// </summary>
internal sealed class GatewayDoor(RequestDelegate next, GatewayCalls calls)
{
    public Task InvokeAsync(HttpContext context)
    {
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        return raw.StartsWith(GatewayTarget.Prefix, StringComparison.Ordinal) ? calls.Take(context, raw) : Else(context);
    }

    private async Task Else(HttpContext context)
    {
        PoolThreads.Enter();
        try
        {
            await next(context);
        }
        finally
        {
            PoolThreads.Leave();
        }
    }
}
