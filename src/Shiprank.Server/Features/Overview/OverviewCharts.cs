using Shiprank.Server.Shell.Kit.Charts;
using System.Text.Json.Nodes;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Engine.Overview;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;

namespace Shiprank.Server.Features.Overview;

/// <summary>The overview's columns.</summary>
internal static class OverviewCharts
{
    public static JsonObject Spend(OverviewView view)
    {
        var settling = view.Buckets.Count(b => b.Settling);
        var usd = view.Buckets.Select(b => Fates.Usd(b.Spend)).ToList();
        var live = Fates.Share(view.Now.Groups, view.Now.Spend, SpendGroup.Live);
        return ChartData.Fates(
            $"Stacked columns, {Fates.Title(view.Now.Window)}. Spend of a column is between {Figures.Money(usd.Min())} and {Figures.Money(usd.Max())}; {Figures.Share(live)} of all is live.{(settling > 0 ? $" The last {Figures.Many(settling, "column")} may still change." : "")}",
            view.Buckets.Select(b => Fates.Axis(b.Days, view.Now.Window.Until.Year)),
            view.Buckets.Select(b => Fates.Title(b.Days)),
            ChartData.Groups.Select(g => (g.Group, (IReadOnlyList<decimal>)[.. view.Buckets.Select(b => Fates.Usd(b.Groups[g.Group]))])),
            settling);
    }
}
