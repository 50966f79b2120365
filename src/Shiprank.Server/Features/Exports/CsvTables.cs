using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Restating;
using Shiprank.Engine.Activity;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Overview;
using Shiprank.Engine.People;
using Shiprank.Engine.Spend;
using Shiprank.Engine.Teams;

namespace Shiprank.Server.Features.Exports;

/// <summary>The rows of each page's table, from the same views as the page.</summary>
internal static class CsvTables
{
    private static readonly string[] amounts = ["responses", "tokens", "cost_usd", "credits", "unpriced_tokens"];
    private static readonly string[] money = ["adoption", "spend_usd", "cost_per_nd"];
    private static readonly SpendGroup[] groups = Enum.GetValues<SpendGroup>();

    public static CsvTable Of(OverviewView view) => new(
        ["since", "until", "cost_usd", .. groups.Select(g => $"{FlowDocument.GroupText(g)}_usd"), "nd", "cost_per_nd", "spend_tied", "settling"],
        view.Buckets.Select(IReadOnlyList<object?> (b) => [b.Days.Since, b.Days.Until, Nano.Units(b.Spend.NanoUsd), .. groups.Select(g => (object?)Fates.Usd(b.Groups[g])), b.Nd, b.CostPerNd.Value, b.Tied.Value, b.Settling]));

    public static CsvTable Of(IReadOnlyList<NamedSpend> models) => new(["model", .. amounts], models.Select(IReadOnlyList<object?> (m) => [m.Name, .. Cells(m.Amount)]));

    public static CsvTable Of(SpendFlow flow) => new(
        ["tool", "repository", "fate", "group", .. amounts],
        flow.Paths.Select(IReadOnlyList<object?> (p) => [p.Tool, p.Repository, SpendFates.Name(p.Fate), FlowDocument.GroupText(SpendGroups.Of(p.Fate)), .. Cells(p.Amount)]));

    /// <param name="withSpend">False: no money stands on the board of people.</param>
    public static CsvTable Of(IReadOnlyList<BoardLine> lines, bool withSpend) => new(
        ["band", "name", "people", "nd_per_week", "nd_per_week_lo", "nd_per_week_hi", "nd", "merge_rate", "change_failure_rate", "cycle_time_hours", "rework", "review_coverage", .. withSpend ? money : []],
        lines.Where(l => l.Companions is not null).Select(IReadOnlyList<object?> (l) =>
        [
            l.Row.Band, l.Row.Group.Name, l.Row.Group.Members, l.Row.NdPerWeek.Value, l.Row.NdPerWeek.Lo, l.Row.NdPerWeek.Hi, l.Row.Group.Total.Nd, l.Companions!.MergeRate.Value, l.Companions.ChangeFailureRate.Value,
            l.Companions.CycleTime.Median, l.Companions.Rework.Value, l.Companions.ReviewCoverage.Value,
            .. withSpend ? new object?[] { l.Companions.Adoption.Value, l.Companions.SpendUsd.Value, l.Companions.CostPerNd.Value } : [],
        ]));

    public static CsvTable Of(TeamView view) => new(
        ["week", "nd", "nd_ai_lo", "nd_ai_mid", "nd_ai_hi", "active_engineers", "settling"],
        view.Weeks.Select(IReadOnlyList<object?> (w) => [w.Monday, w.Nd, w.NdAi.Lo, w.NdAi.Mid, w.NdAi.Hi, w.Engineers, w.Monday >= view.SettlingFrom]));

    public static CsvTable Of(ChangeListing listing, SharedNames names) => new(
        ["repository", "sha", "request", "merged_at", "deployed_at", "fate", "provisional", "eligible", "alive", "nd", "sessions", "link", "people", "tokens", "cost_usd", "credits"],
        listing.Rows.Select(IReadOnlyList<object?> (r) =>
        [
            r.Repository, r.Sha, r.Main.Request, r.Main.MergedAt, r.DeployedAt, ScoreDocument.FateText(r.Main.Fate), r.Provisional, r.Eligible, r.Alive, r.Nd, r.Hiding > 0 ? null : r.Sessions, r.Hiding > 0 ? "not_shown" : ChangeDocument.EvidenceText(r.Link), names.List(r.People),
            r.Spend?.Tokens, Nano.Units(r.Spend?.NanoUsd), Nano.Units(r.Spend?.NanoCredits),
        ]));

    public static CsvTable Of(MeView view) => new(
        ["day", "nd", "went_live", "undone", .. amounts],
        view.Days.Select(IReadOnlyList<object?> (d) => [d.Day, d.Nd, d.Live, d.Undone, .. Cells(d.Spend)]));

    public static CsvTable Of(AdoptionView view) => new(
        ["team", "week", "users", "people", "share", "short_of_target"],
        view.Teams.Append(view.All).SelectMany(t => t.Weeks.Select(IReadOnlyList<object?> (w) => [t.Name, w.Monday, w.Users, w.Employed, w.Share.Value, w.Short(view.Target)])));

    public static CsvTable Of(ActivityView view) => new(
        ["person", "days", .. amounts, .. groups.Select(g => $"{FlowDocument.GroupText(g)}_usd")],
        view.Rows.Select(IReadOnlyList<object?> (r) => [r.Person.Name, r.Days, .. Cells(r.Amount), .. groups.Select(g => (object?)Fates.Usd(r.Groups[g]))]));

    public static CsvTable Of(IReadOnlyList<LoggedRestatement> rows, SharedNames names) => new(
        ["at", "subject", "person", "day", "unit", "old", "new", "cause", "was_final"],
        rows.Select(IReadOnlyList<object?> (r) => [r.At, r.What.Subject, r.What.Person is { } person ? names.Name(person) : null, r.What.Day, r.What.IsNd ? "nd" : "usd", Nano.Units(r.What.OldNano), Nano.Units(r.What.NewNano), r.What.Cause, r.What.Closed]));

    private static object?[] Cells(FlowAmount amount) => [amount.Responses, amount.Tokens, Nano.Units(amount.NanoUsd), Nano.Units(amount.NanoCredits), amount.UnpricedTokens];
}
