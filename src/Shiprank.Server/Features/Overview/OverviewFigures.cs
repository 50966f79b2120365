using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Overview;

/// <summary>Spend of the period by what became of it.</summary>
internal sealed record OverviewFigures(SpendFlow Flow, IReadOnlyList<(ScoreWindow Days, SpendFlow Flow)> Steps, SpendFlow? Before, decimal Nd, decimal? NdBefore, DateTimeOffset? Newest)
{
    public decimal? Usd => Of(Flow.Total);

    public static decimal? Of(FlowAmount amount) => amount.NanoUsd is { } nano ? Nano.Units(nano) : null;

    public static decimal Group(SpendFlow flow, SpendGroup group) => Of(FlowAmount.Sum(flow.ByFate.Where(f => SpendGroups.Of(f.Fate) == group).Select(f => f.Amount))) ?? 0;

    public static OverviewFigures Read(ServerOptions options, PageQuery query, DateTimeOffset asOf, CancellationToken cancel)
    {
        var facts = Facts.Read(options.Store, options.Workspace, asOf, cancel);
        SpendFlow During(ScoreWindow days) => SpendFlow.Of(facts.Spend.Where(p => days.Has(p.Row.At)));
        decimal Nd(ScoreWindow days) => NdSum.Of(facts.Score.Cells.Where(c => days.Has(c.Day))).Nd;
        var step = Periods.Days(query.Window) <= 7 ? 1 : 7;
        List<(ScoreWindow, SpendFlow)> steps = [];
        for (var day = query.Window.Since; day <= query.Window.Until; day = day.AddDays(step)) steps.Add((new(day, day.AddDays(step - 1)), During(new(day, day.AddDays(step - 1)))));
        return new(During(query.Window), steps, query.Compared is { } before ? During(before) : null, Nd(query.Window), query.Compared is { } old ? Nd(old) : null, facts.Usage.Count > 0 ? facts.Usage.Max(u => u.Row.OccurredAt) : null);
    }
}
