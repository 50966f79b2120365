using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Pricing;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Tests.Gateway;

internal static class ServicesOfGateway
{
    public static PriceList Prices(this IServiceProvider services) => services.GetRequiredService<LiveCaps>().Current.Prices;

    /// <summary>Tickets as events have them now.</summary>
    public static void Refresh(this IServiceProvider services) => services.GetRequiredService<LiveCaps>().Refresh();
}
