using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Periods;

/// <summary>What was spent in a window and what came of it.</summary>
/// <param name="Nd">Of the cells of the window; null where the filter asks for a tool or a model, of which no delivery is known.</param>
/// <param name="CostPerNd">All spend ÷ ΣND.</param>
/// <param name="Tied">Spend on changes that were deployed ÷ all spend.</param>
public sealed record PeriodSums(ScoreWindow Window, FlowAmount Spend, IReadOnlyDictionary<SpendGroup, FlowAmount> Groups, NdSum? Nd, Figure CostPerNd, CostRange? CostPerNdRange, Figure Tied)
{
    public const string FatesNotShown = "what became of some of the spend is not shown";

    /// <param name="days">Spend of the window.</param>
    /// <param name="cells">Cells of the window.</param>
    /// <param name="weeks">Whole weeks that are final, for the range of the cost.</param>
    public static PeriodSums Of(ScoreWindow window, IReadOnlyList<DaySpend> days, IReadOnlyList<Cell>? cells, IReadOnlyList<DateOnly> weeks)
    {
        var spend = FlowAmount.Sum(days.Select(d => d.Amount));
        var nd = cells is null ? (NdSum?)null : NdSum.Of(cells);
        var usd = Nano.Units(spend.NanoUsd);
        var tied = Nano.Units(days.Where(d => SpendGroups.IsTied(d.Fate)).Sum(d => d.Amount.NanoUsd ?? 0));
        return new(
            window,
            spend,
            ByGroup(days),
            nd,
            usd is not { } cost ? Figure.Unknown(spend.Responses > 0 ? "none of the usage has a price" : "nothing was spent")
                : nd is not { } shipped ? Figure.Unknown("normalised deployments are not known by tool or model")
                : Figure.Of(cost, shipped.Nd, "no normalised deployment in the window"),
            usd is { } all && cells is not null ? CostRange.Of(all, cells, weeks) : null,
            days.Any(d => d.Fate == SpendFate.NotShown) ? Figure.Unknown(FatesNotShown)
                : usd is { } whole ? Figure.Of(tied, whole, "nothing was spent") : Figure.Unknown(spend.Responses > 0 ? "none of the usage has a price" : "nothing was spent"));
    }

    /// <summary>The same with the cost of a deployment over the weeks whose spend is shown: both of its parts are of the same days.</summary>
    /// <param name="cells">Of the whole window.</param>
    public PeriodSums Over(ShownSpend shown, IReadOnlyList<Cell>? cells)
    {
        if (shown.IsHidden) return this with { CostPerNd = Figure.Unknown($"not shown: {shown.Why}"), CostPerNdRange = null, Tied = Figure.Unknown($"not shown: {shown.Why}") };
        if (shown.LeftOut == 0 || cells is null || CostPerNd.Missing is not null) return this;
        return this with { CostPerNd = Figure.Of(CostPerNd.Numerator, cells.Where(c => shown.Has(c.Day)).Sum(c => c.Nd), $"no normalised deployment in {shown.Part}"), CostPerNdRange = null };
    }

    /// <summary>Every group, those without spend too.</summary>
    public static IReadOnlyDictionary<SpendGroup, FlowAmount> ByGroup(IEnumerable<DaySpend> days)
    {
        var groups = days.ToLookup(d => SpendGroups.Of(d.Fate));
        return Enum.GetValues<SpendGroup>().ToDictionary(g => g, g => FlowAmount.Sum(groups[g].Select(d => d.Amount)));
    }

    /// <summary>Cells of a window that a filter takes; null where it asks for what no cell knows.</summary>
    public static IReadOnlyList<Cell>? Cells(Standing standing, ScoreWindow window, SpendFilter filter)
    {
        if (filter.Tool is not null || filter.Model is not null) return null;
        var teams = new TeamDays(standing.Workspace.Organisation);
        return [.. standing.Score.Cells.Where(c => window.Has(c.Day)
            && (filter.Repository is null || c.Repository == filter.Repository)
            && (filter.Person is null || c.Person == filter.Person)
            && (filter.Team is null || teams.Of(c.Person, c.Day) == filter.Team))];
    }
}

/// <summary>Cost per normalised deployment if chance had it otherwise: 90 %, from how the weeks differ.</summary>
public sealed record CostRange(decimal Lo, decimal Hi)
{
    private const int LeastWeeks = 4;
    private const double Z90 = 1.6449;

    /// <summary>ΣND ± 1.645 · standard error of its weekly sums, as a part of their mean; null with fewer than four final weeks or where ΣND may be 0.</summary>
    public static CostRange? Of(decimal cost, IReadOnlyList<Cell> cells, IReadOnlyList<DateOnly> weeks)
    {
        if (weeks.Count < LeastWeeks) return null;
        var byWeek = cells.ToLookup(c => IsoWeek.Monday(c.Day), c => c.Nd);
        var rates = WeeklyRates.Of(weeks.Select(w => new GroupWeek(w, byWeek[w].Sum(), default, 1)), w => w.Nd);
        var nd = cells.Sum(c => c.Nd);
        var part = rates.Mean > 0 ? (decimal)(Z90 * rates.Error / rates.Mean) : 1;
        return nd == 0 || part >= 1 ? null : new(cost / (nd * (1 + part)), cost / (nd * (1 - part)));
    }
}
