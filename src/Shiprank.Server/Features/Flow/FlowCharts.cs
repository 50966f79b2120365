using Shiprank.Server.Shell.Kit.Charts;
using System.Text.Json.Nodes;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;

namespace Shiprank.Server.Features.Flow;

/// <summary>The diagram of <see cref="SpendFlow"/>: fates stand in their six groups.</summary>
internal static class FlowCharts
{
    public static JsonObject Flow(SpendFlow flow)
    {
        var groups = flow.ByFate.GroupBy(f => SpendGroups.Of(f.Fate)).Select(g => (Group: g.Key, Usd: g.Sum(f => Fates.Usd(f.Amount)))).ToList();
        var most = groups.MaxBy(g => g.Usd);
        return ChartData.Flow(
            $"Sankey diagram of {Figures.Money(Fates.Usd(flow.Total))}: {Figures.Many(flow.ByTool.Count, "tool")}, {Figures.Many(flow.ByRepository.Count, "repository", "repositories")}. The largest part, {Figures.Money(most.Usd)}, is {ChartData.TextOf(most.Group).ToLowerInvariant()}.",
            Fates.Usd(flow.Total),
            [
                .. flow.ByTool.Where(t => t.Amount.NanoUsd > 0).Select(t => ($"t:{t.Tool}", t.Tool, (SpendGroup?)null)),
                .. flow.ByRepository.Where(r => r.Amount.NanoUsd > 0).Select(r => ($"r:{r.Repository}", r.Repository ?? "No repository", (SpendGroup?)null)),
                .. groups.Where(g => g.Usd > 0).OrderBy(g => g.Group).Select(g => ($"f:{ChartData.KeyOf(g.Group)}", ChartData.TextOf(g.Group), (SpendGroup?)g.Group)),
            ],
            [
                .. flow.ToolToRepository.Select(l => ($"t:{l.Tool}", $"r:{l.Repository}", Fates.Usd(l.Amount))),
                .. flow.RepositoryToFate.GroupBy(l => (l.Repository, Group: SpendGroups.Of(l.Fate))).Select(g => ($"r:{g.Key.Repository}", $"f:{ChartData.KeyOf(g.Key.Group)}", g.Sum(l => Fates.Usd(l.Amount)))),
            ]);
    }
}
