using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Core.Usage;
using Shiprank.Engine.Local;

namespace Shiprank.Cli.Commands.Overview;

/// <summary>The answer in one sentence: what was spent, and what became of the changes of the same days.</summary>
internal static class OverviewSentence
{
    /// <param name="work">Null outside any repository.</param>
    public static string Of(Overview overview, RecentWork? work) =>
        work is not null && Fate(overview, work) is { Length: > 0 } fate ? $"{Spend(overview)}; {fate}" : Spend(overview);

    public static string Spend(Overview overview) => $"{Money(overview.Usage.Totals.Totals)} in {Figures.Many(overview.Days, "day")}";

    /// <summary>Empty when the changes can't be read.</summary>
    public static string Fate(Overview overview, RecentWork work)
    {
        if (work.IsEmpty) return "no commit yet";
        var changes = work.Within(overview.Since, overview.Until, overview.Zone).ToList();
        if (work.Changes.Count == 0 && work.Problems.Count > 0) return "";
        if (changes.Count == 0) return "no change";
        var more = work.IsCut && changes.Count == work.Changes.Count;
        var fates = RecentWork.Fates(changes);
        if (fates.Count == 0) return $"{Figures.Many(changes.Count, "change")}, not judged";
        var live = fates.GetValueOrDefault(ChangeFate.Live) + fates.GetValueOrDefault(ChangeFate.Baseline);
        var others = new[] { ChangeFate.Merged, ChangeFate.Reverted, ChangeFate.RolledBack, ChangeFate.Dead }
            .Where(fates.ContainsKey)
            .Select(f => $"{Figures.Count(fates[f])} {FateWords.Of(f)}");
        return string.Join(", ", [$"{Figures.Count(live)} of {(more ? "the last " : "")}{Figures.Many(changes.Count, "change")} live", .. others]);
    }

    /// <summary>Dollars and credits side by side: they are different units.</summary>
    private static string Money(UsageTotals totals)
    {
        if (totals.Responses == 0) return "No AI usage";
        var credits = totals.Credits is { } some ? $"{some:#,##0.##} credits" : null;
        return totals.PricedUsd is { } usd ? credits is null ? Figures.Dollars(usd) : $"{Figures.Dollars(usd)} and {credits}" : credits ?? "An unknown amount (no prices)";
    }
}
