using Shiprank.Core.Caps;
using Shiprank.Server.Api;
using Shiprank.Server.Gateway.Calling;
using Shiprank.Server.Gateway.Upstream;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Gateway;

/// <summary>The gateway and what it needs.</summary>
public static class GatewaySetup
{
    /// <summary>What counters of caps hold now, with what is reserved; null: no call came yet, and none is known from before.</summary>
    public static Func<CapCounter, CapAmount>? CountersOfCaps(this IServiceProvider services)
    {
        var desk = services.GetRequiredService<GatewayDesk>();
        var open = desk.Current ?? (desk.HasFolder ? desk.Open(services.GetRequiredService<LiveCaps>().Current.Settings) : null);
        return open is null ? null : open.Used;
    }

    internal static void AddGateway(this IServiceCollection services)
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
        services.AddHostedService<GatewayDrain>();
        services.AddSingleton(s => s.GetRequiredService<ServerOptions>().WorkTokenTrust ?? new WorkTokenTrust(() => s.GetRequiredService<WorkBearer>().Keys, s.GetRequiredService<WorkBearer>().Organisation));
    }
}
