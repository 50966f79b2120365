using Shiprank.Server.Api;
using Shiprank.Server.Gateway.Calling;
using Shiprank.Server.Gateway.Upstream;

namespace Shiprank.Server.Gateway;

/// <summary>The gateway and what it needs.</summary>
internal static class GatewaySetup
{
    public static void AddGateway(this IServiceCollection services)
    {
        services.AddSingleton<GatewayTally>();
        services.AddSingleton<TurnCosts>();
        services.AddSingleton<GatewayDesk>();
        services.AddSingleton<ProviderKeys>();
        services.AddSingleton<WorkTokenCheck>();
        services.AddSingleton<CallerCheck>();
        services.AddSingleton<UpstreamClient>();
        services.AddSingleton<CallSettlement>();
        services.AddSingleton<GatewayRelay>();
        services.AddSingleton<GatewayCalls>();
        services.AddSingleton(s => s.GetRequiredService<ServerOptions>().WorkTokenTrust ?? new WorkTokenTrust(() => s.GetRequiredService<WorkBearer>().Keys, s.GetRequiredService<WorkBearer>().Organisation));
    }
}
