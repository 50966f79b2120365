using Shiprank.Cli.Commands.Usage;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;
using Shiprank.Engine.Local;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Overview;

/// <summary>One screen: the answer, the spend by tool, the last changes and their fate.</summary>
internal static class OverviewText
{
    private const int Shown = 8;
    private const int Wide = 100;

    /// <summary>The first part, at once.</summary>
    public static void WriteUsage(Terminal.Terminal terminal, Overview overview)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{OverviewSentence.Spend(overview)}[/]");
        var summary = overview.Usage;
        if (summary.Rows.Count > 0)
        {
            var credits = summary.Totals.Totals.Credits is not null;
            var table = new QuietTable().Text("tool").Number("responses").Number("tokens");
            if (credits) table.Number("credits");
            table.Number("cost");
            foreach (var (tool, group) in summary.ByTool.OrderByDescending(t => t.Value.Totals.PricedUsd ?? 0).ThenBy(t => t.Key, StringComparer.Ordinal)) table.Row(Cells(tool, group.Totals, credits));
            if (summary.ByTool.Count > 1) table.Total(Cells("total", summary.Totals.Totals, credits));
            table.Write(terminal);
        }

        UsageTable.Notes(terminal, summary, overview.Ingest, overview.Prices);
    }

    /// <summary>The second part: a clone's last changes.</summary>
    public static void WriteWork(Terminal.Terminal terminal, Overview overview, RecentWork work)
    {
        terminal.Out.WriteLine();
        var title = work.Branch.Length > 0 ? $"{work.Name}, branch {work.Branch}" : work.Changes.Count > 0 ? $"{work.Name}, detached HEAD" : work.Name;
        var answer = OverviewSentence.Fate(overview, work) is { Length: > 0 } fate ? work.IsEmpty ? fate : $"{fate} in {Figures.Many(overview.Days, "day")}" : "its changes can't be read";
        terminal.Out.MarkupLineInterpolated($"[bold]{title}: {answer}[/]");
        if (work.Changes.Count > 0)
        {
            Changes(terminal, overview, work);
            Note(terminal, Basis(work));
            Note(terminal, Extent(overview, work));
        }

        foreach (var problem in work.Problems) terminal.Warn($"{problem.Where}: {problem.Reason}", problem.Remedy);
    }

    private static IEnumerable<string> Cells(string name, UsageTotals totals, bool credits) =>
    [
        name,
        Figures.Count(totals.Responses),
        totals.TokensKnown ? Figures.Short(totals.Tokens.Total) : "?",
        .. credits ? new[] { totals.Credits is { } some ? some.ToString("#,##0.##") : "" } : [],
        totals.CostUsd is { } cost ? Figures.Dollars(cost) : "unpriced",
    ];

    private static void Changes(Terminal.Terminal terminal, Overview overview, RecentWork work)
    {
        var shown = work.Changes.Take(Shown).ToList();
        var spend = shown.Exists(c => c.Spend is not null);
        var year = shown.Exists(c => c.At.Year != overview.AsOf.Year);
        var table = new QuietTable().Text("change").Text("day").Text("author").Text("subject").Number("alive").Text(terminal.Columns >= Wide ? "evidence of AI" : "AI").Text("fate");
        if (spend) table.Number("spent");
        foreach (var change in shown)
        {
            var day = TimeZoneInfo.ConvertTime(change.At, overview.Zone).ToString(year ? "yyyy-MM-dd" : "MM-dd");
            string[] cells = [change.Sha[..7], day, Authors(terminal, change), change.Subject, Lines(change), change.Score is { } score ? Evidence(score.Evidence) : "", FateWords.Of(change.Score)];
            table.Row(spend ? [.. cells, Spent(change.Spend)] : cells);
        }

        table.Write(terminal);
    }

    private static string Authors(Terminal.Terminal terminal, RecentChange change)
    {
        var first = change.Authors[0];
        if (terminal.Columns < Wide) first = first.Split(' ')[0];
        return change.Authors.Count == 1 ? first : $"{first} +{change.Authors.Count - 1}";
    }

    private static string Lines(RecentChange change) =>
        change.Score is not { } score ? "" : score.Eligible == 0 ? "-" : $"{Figures.Short(score.Alive)}/{Figures.Short(score.Eligible)}";

    private static string Evidence(Evidence evidence) => evidence == Core.Attribution.Evidence.AgentAuthored ? "agent" : evidence.Name();

    private static string Spent(LinkedSpend? spend) =>
        spend is null ? "" : spend.CostUsd is { } usd ? Figures.Dollars(usd) : spend.Credits > 0 ? $"{spend.Credits:0.##} cr" : "unpriced";

    private static string Basis(RecentWork work) =>
        work.Mode == DeploymentMode.Tags ? $"Live: in a release tag{(work.LastRelease is { } last ? $" (the last: {last})" : "")}; so far: under 30 days."
        : "Live: merged (no release tags: deployment unknown); so far: under 30 days.";

    private static string Extent(Overview overview, RecentWork work)
    {
        var from = TimeZoneInfo.ConvertTime(work.Changes[^1].At, overview.Zone);
        var looked = work.IsCut ? $"Read: the last {Figures.Many(work.Changes.Count, "change")}, since {from:yyyy-MM-dd}; older lines are not followed." : $"Read: all {Figures.Many(work.Changes.Count, "change")}.";
        return work.CheckedOut == work.Branch ? looked : $"{looked} You are on {(work.CheckedOut.Length > 0 ? work.CheckedOut : "a detached HEAD")}.";
    }

    private static void Note(Terminal.Terminal terminal, string sentence) => terminal.Out.MarkupLine($"[grey]{Markup.Escape(sentence)}[/]");
}
