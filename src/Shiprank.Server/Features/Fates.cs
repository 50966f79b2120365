using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;

namespace Shiprank.Server.Features;

/// <summary>Spend by what became of it, as pages draw it.</summary>
internal static class Fates
{
    public static decimal Usd(FlowAmount amount) => Nano.Units(amount.NanoUsd ?? 0);

    /// <summary>A group's part of all spend with a price; null when there is none.</summary>
    public static decimal? Share(IReadOnlyDictionary<SpendGroup, FlowAmount> groups, FlowAmount all, SpendGroup group) =>
        all.NanoUsd is > 0 and var whole ? (decimal)(groups[group].NanoUsd ?? 0) / whole : null;

    /// <summary>For a legend: each group with its share.</summary>
    public static IReadOnlyList<(SpendGroup Group, string Text)> Legend(IReadOnlyDictionary<SpendGroup, FlowAmount> groups, FlowAmount all) =>
        [.. Enum.GetValues<SpendGroup>().Select(g => (g, Figures.Share(Share(groups, all, g))))];

    /// <summary>For a bar of one row.</summary>
    public static IReadOnlyList<(SpendGroup Group, decimal Share)> Bar(IReadOnlyDictionary<SpendGroup, FlowAmount> groups, FlowAmount all) =>
        [.. Enum.GetValues<SpendGroup>().Select(g => (g, Share(groups, all, g) ?? 0))];

    /// <summary>Days as a chart's axis says them: the first of several.</summary>
    public static string Axis(ScoreWindow days, int year) => Times.Day(days.Since, days.Since.Year == year || days.Since.Year == year - 1 ? days.Since.Year : year);

    public static string Title(ScoreWindow days) => Times.Days(days.Since, days.Until);

    /// <summary><c>12 weeks</c> where the days are whole weeks, else <c>90 days</c>.</summary>
    public static string Length(ScoreWindow window)
    {
        var days = window.Until.DayNumber - window.Since.DayNumber + 1;
        return days % 7 == 0 && days > 7 ? Figures.Many(days / 7, "week") : Figures.Many(days, "day");
    }
}
