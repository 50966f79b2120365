using System.Globalization;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Badges;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Digests;

/// <summary>Figures of a digest in words. What is missing says why, and never reads as a good figure.</summary>
internal static class DigestWords
{
    public static string Number(decimal value) => value.ToString("#,##0.0", CultureInfo.InvariantCulture);

    public static string Many(long number, string one, string? more = null) => $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : more ?? one + "s")}";

    public static string Percent(Figure figure) => figure.Value is { } value ? $"{(100 * value).ToString("0", CultureInfo.InvariantCulture)} %" : figure.Missing ?? "unknown";

    public static string Money(FlowAmount amount) => amount switch
    {
        { NanoUsd: { } nano } => Nano.Units(nano).ToString("$#,##0.00", CultureInfo.InvariantCulture) + (amount.UnpricedResponses > 0 ? $" and {Many(amount.UnpricedResponses, "response")} without a price" : ""),
        { NanoCredits: > 0 } => $"{Nano.Units(amount.NanoCredits).ToString("#,##0.##", CultureInfo.InvariantCulture)} credits",
        { Responses: > 0 } => $"{Many(amount.Responses, "response")} without a price",
        _ => "nothing",
    };

    /// <summary><c>8.1 ND, 7.2 in the week before</c>.</summary>
    /// <param name="settling">Days that a figure may still change.</param>
    public static string Shipped(PeriodSums now, PeriodSums? before, int settling) =>
        now.Nd is not { } nd ? "not known" : $"{Number(nd.Nd)} normalised deployments{(before?.Nd is { } earlier ? $", {Number(earlier.Nd)} in the week before" : "")}; they settle for {settling} days";

    public static string Spend(PeriodSums now, PeriodSums? before)
    {
        var text = Money(now.Spend);
        if (now.Spend.NanoUsd is { } usd && before?.Spend.NanoUsd is > 0 and var was)
        {
            var change = 100m * (usd - was) / was;
            text += Math.Abs(change) < 0.5m ? ", as in the week before" : $", {Math.Abs(change).ToString("#,##0", CultureInfo.InvariantCulture)} % {(change > 0 ? "more" : "less")} than the week before";
        }

        return now.Tied.Value is null ? text : $"{text}; {Percent(now.Tied)} on changes that were deployed";
    }

    /// <summary>Groups of fate with money in them, the largest first; null when there is no money, or none of which the fate may be told.</summary>
    public static string? Became(PeriodSums now)
    {
        if (now.Spend.NanoUsd is not { } all || all <= 0) return null;
        var parts = now.Groups.Where(g => g.Value.NanoUsd > 0).OrderByDescending(g => g.Value.NanoUsd).ThenBy(g => g.Key).ToList();
        if (parts is [{ Key: SpendGroup.NotShown }]) return null;
        return string.Join(" · ", parts.Select(g => $"{Name(g.Key)} {(100m * g.Value.NanoUsd!.Value / all).ToString("0", CultureInfo.InvariantCulture)} %"));
    }

    /// <summary>Of changes whose survival was judged in the week, the one that counts most and is live; null: none.</summary>
    public static string? Standing(IEnumerable<ChangeRow> judged)
    {
        var best = judged.Where(c => c is { Provisional: false, Main.Fate: Core.Score.ChangeFate.Live, Nd: > 0 }).OrderByDescending(c => c.Nd).ThenBy(c => c.Sha, StringComparer.Ordinal).FirstOrDefault();
        return best is null ? null : $"{best.Repository}@{best.Sha[..10]}: {best.Alive.ToString("N0", CultureInfo.InvariantCulture)} of {Many(best.Eligible, "line")} alive, {Number(best.Nd)} ND";
    }

    /// <summary>A badge that was lost in the week, else one that was earned in it; null: neither.</summary>
    public static string? Badge(Standing standing, HolderKind kind, string holder, ScoreWindow week)
    {
        var names = standing.Workspace.Organisation.Badges.Definitions.ToDictionary(d => d.Id, d => d.Name, StringComparer.Ordinal);
        var own = standing.Awards.Where(a => a.Kind == kind && a.Holder == holder && names.ContainsKey(a.Badge)).ToList();
        if (own.Find(a => a.Revoked is { } ended && week.Has(ended.At)) is { } lost) return $"{names[lost.Badge]} is revoked: {lost.Revoked!.Reason}";
        return own.Find(a => a.State == AwardState.Earned && week.Has(a.IssuedAt)) is { } won ? $"{names[won.Badge]} is earned" : null;
    }

    private static string Name(SpendGroup group) => group switch
    {
        SpendGroup.Live => "live",
        SpendGroup.InFlight => "in flight",
        SpendGroup.Undone => "undone",
        SpendGroup.Abandoned => "abandoned",
        SpendGroup.NoCode => "no code",
        SpendGroup.NotShown => "not shown",
        _ => "unattributed",
    };
}
