using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score.Restating;
using Shiprank.Engine.Overview;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features.Overview;

/// <summary>Something that needs a look before the figures are taken for whole.</summary>
internal sealed record Notice(string Kind, string Icon, string Text, string State, string? Href = null, string Link = "");

/// <summary>The overview's sentences.</summary>
internal static class OverviewWords
{
    /// <summary>Part of the spend from which on being unattributed needs a look.</summary>
    private const decimal MuchUnknown = 0.1m;

    public static string OfEveryDollar(PeriodSums now)
    {
        if (now.Spend.NanoUsd is not > 0) return "";
        var live = Fates.Share(now.Groups, now.Spend, SpendGroup.Live)!.Value;
        var lost = Fates.Usd(now.Groups[SpendGroup.Undone]) + Fates.Usd(now.Groups[SpendGroup.Abandoned]);
        return $"Of every dollar, {Math.Round(live * 100)} cents are in code that is live; {Figures.Money(lost)} went into work that was abandoned or undone.";
    }

    public static string From(string? before) => before is null ? "" : $"from {before}";

    public static string Target(OverviewView view) => view.Adoption.Last is not { } last ? "no whole week in these days"
        : last.Short(view.AdoptionTarget) is var missing && missing == 0 ? $"target {Figures.Share(view.AdoptionTarget)} met" : $"{Figures.Count(missing)} short of {Figures.Share(view.AdoptionTarget)}";

    public static string Newest(OverviewView view, PageFrame frame) =>
        view.Coverage.Newest is { } at ? $"The newest usage is of {Times.At(at, frame.AsOf, frame.Zone)}." : "No usage was ever read: connect a source.";

    public static IReadOnlyList<CoveragePart> Coverage(OverviewView view, PageFrame frame) =>
    [
        .. view.Coverage.Matched.Value is { } matched ? new CoveragePart[] { new("Matched to a person", Figures.Share(matched), matched < 1 - MuchUnknown, matched < 1 ? "/sources" : null, "match") } : [],
        new("Tied to a change", Figures.Share(view.Coverage.Changed.Value)),
        new("Priced", Figures.Share(view.Coverage.Priced.Value), view.Coverage.Priced.Value < 1, view.Coverage.Priced.Value < 1 ? "/sources" : null),
        new("Newest usage", Times.Ago(view.Coverage.Newest, frame.AsOf, frame.Zone)),
    ];

    public static IReadOnlyList<Notice> Notes(OverviewView view, Standing standing, PageQuery query, IReadOnlyList<LoggedRestatement> restated)
    {
        List<Notice> notes = [.. standing.Unread.Select(p => new Notice("Repository", "plug-connected-x", $"{p.Where}: {p.Reason}.", "not whole", "/sources", "Look at the sources"))];
        var unknown = Fates.Share(view.Now.Groups, view.Now.Spend, SpendGroup.Unattributed) ?? 0;
        if (unknown >= MuchUnknown)
        {
            notes.Add(new("Unattributed", "help", $"{Figures.Money(Nano.Units(view.Now.Groups[SpendGroup.Unattributed].NanoUsd))}, {Figures.Share(unknown)} of the spend, belongs to nobody and to no change.", "open", query.At("/flow"), "Which tools and repositories"));
        }

        if (view.Now.Spend.UnpricedResponses > 0)
        {
            notes.Add(new("Unpriced", "tag", $"{Figures.Many(view.Now.Spend.UnpricedResponses, "response")} with {Figures.Tokens(view.Now.Spend.UnpricedTokens)} tokens have no price and are in no sum of dollars.", "unpriced", query.At("/") + "#models", "Which models"));
        }

        if (restated.Count(r => r.What.Closed) is > 0 and var closed)
        {
            notes.Add(new("Restated", "refresh", $"{Figures.Many(closed, "figure")} of these days had been final and are others now; the last because of {restated.First(r => r.What.Closed).What.Cause}.", "logged", query.At("/restatements"), "What and why"));
        }

        return notes;
    }
}
