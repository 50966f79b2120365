using Shiprank.Cli.Terminal;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Board;

/// <summary>
/// The board for people: bands, the rate with its interval as a bar, and companions, fewer of them on a narrower terminal. Who has not opted
/// in stands in one line with a count.
/// </summary>
internal static class BoardText
{
    private const int Wide = 150;
    private const int Middle = 105;
    private const int WidestBar = 21;
    private const int NarrowestBar = 7;

    /// <summary>What the other columns of a narrow board take.</summary>
    private const int BesideBar = 59;

    public static void Write(Terminal.Terminal terminal, IReadOnlyList<BoardLine> lines, Policy policy, DateTimeOffset asOf, ScoreWindow window, GroupKind level, RankBy rank)
    {
        var shown = lines.Where(l => l.Companions is not null).ToList();
        var unit = rank == RankBy.Nd ? "ND" : "ND-AI";
        terminal.Out.MarkupLineInterpolated($"[bold]{(level == GroupKind.Team ? "Teams" : "People who share")}[/] by {unit} per active engineer-week, {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        if (shown.Count > 0) Table(terminal, shown, level, rank);
        Notes(terminal, lines, policy, asOf, unit);
    }

    private static void Table(Terminal.Terminal terminal, List<BoardLine> lines, GroupKind level, RankBy rank)
    {
        var max = lines.Select(l => l.Row.Ranked?.Hi ?? 0).Append(0.0001).Max();
        var columns = Columns(terminal, level, rank, max);
        var table = new QuietTable();
        foreach (var column in columns) table.Column(column.Head, column.Right, null);
        foreach (var line in lines) table.Row(columns.Select(c => c.Cell(line)));
        table.Write(terminal);
        terminal.Out.WriteLine();
    }

    private static List<Column> Columns(Terminal.Terminal terminal, GroupKind level, RankBy rank, double max)
    {
        var (wide, middle) = (terminal.Columns >= Wide, terminal.Columns >= Middle);
        var bar = Math.Clamp(terminal.Columns - BesideBar, NarrowestBar, WidestBar);
        var columns = new List<Column>
        {
            new("band", true, l => l.Row.Band is { } band ? $"{band}" : terminal.Ascii ? "-" : "–"),
            new(level == GroupKind.Team ? "team" : "person", false, l => l.Row.Group.Name),
        };
        if (wide && level == GroupKind.Team) columns.Add(new("people", true, l => Figures.Count(l.Row.Group.Members)));
        columns.Add(new("a week", true, l => $"{l.Row.Ranked?.Value ?? l.Row.NdPerWeek.Value:0.00}"));
        // To the right, for only text is cut: a bar without its end says nothing.
        columns.Add(new($"0 to {max:0.0}".PadRight(bar), true, l => l.Row.Ranked is { Lo: { } lo, Hi: { } hi, Value: var value } ? RangeBar.Draw(lo, value, hi, 0, max, bar, terminal.Ascii).PadRight(bar) : ""));
        if (wide) columns.Add(rank == RankBy.Nd ? new("with AI", true, l => $"{l.Row.NdAiPerWeek.Lo:0.00}–{l.Row.NdAiPerWeek.Hi:0.00}") : new("ND", true, l => $"{l.Row.NdPerWeek.Value:0.00}"));
        columns.Add(new("failed", true, l => Percent(l.Companions!.ChangeFailureRate)));
        if (middle)
        {
            columns.Add(new("merged", true, l => Percent(l.Companions!.MergeRate)));
            columns.Add(new("cycle", true, l => l.Companions!.CycleTime.Median is { } hours ? Hours(hours) : None));
            columns.Add(new("rework", true, l => Percent(l.Companions!.Rework)));
        }

        if (wide)
        {
            columns.Add(new("defects", true, l => l.Companions!.DefectsPer100.Value is { } defects ? $"{defects:0.0}" : None));
            columns.Add(new("reviewed", true, l => Percent(l.Companions!.ReviewCoverage)));
        }

        columns.Add(new("spend", true, l => Dollars(l.Companions!.SpendUsd)));
        columns.Add(new("per ND", true, l => Dollars(l.Companions!.CostPerNd)));
        if (middle) columns.Add(new("tied", true, l => Percent(l.Companions!.SpendTied)));
        if (wide) columns.Add(new("adopted", true, l => Percent(l.Companions!.Adoption)));
        return columns;
    }

    private const string None = "?";

    private static string Percent(Figure figure) => figure.Value is { } value ? $"{100 * value:0} %" : None;

    private static string Dollars(Figure figure) => figure.Value is { } value ? Figures.Dollars(value) : None;

    private static string Hours(decimal hours) => hours < 48 ? $"{hours:0.0} h" : $"{hours / 24:0.0} d";

    private static void Notes(Terminal.Terminal terminal, IReadOnlyList<BoardLine> lines, Policy policy, DateTimeOffset asOf, string unit)
    {
        foreach (var line in lines.Where(l => l.Companions is not null && l.Row.NotRanked != NotRanked.None))
        {
            terminal.Out.MarkupLineInterpolated($"[grey]Not ranked: {line.Row.Group.Name} ({line.Row.NotRanked.Sentence(policy)}).[/]");
        }

        var private_ = lines.Count(l => l.Companions is null);
        if (private_ > 0) terminal.Out.MarkupLineInterpolated($"[grey]{Figures.Many(private_, "person", "people")} not shown: they have not opted in.[/]");
        if (lines.Any(l => l.Companions is { } c && (c.MergeRate.Missing ?? c.SpendUsd.Missing ?? c.ReviewCoverage.Missing) is not null)) terminal.Out.MarkupLine("[grey]? is unknown, never good: --json says why for each.[/]");
        terminal.Out.MarkupLineInterpolated($"[grey]Within a band the order is alphabetical: its rows can't be told apart with {100 * policy.BandProbability:0} % confidence. Bars are 90 % intervals.[/]");
        terminal.Out.MarkupLineInterpolated($"[grey]{policy.Name}, as of {asOf.UtcDateTime:yyyy-MM-dd HH:mm} UTC; {unit} of the last {policy.SurvivalDays} days is provisional and not in the rate. Spend never enters a rank.[/]");
    }

    private sealed record Column(string Head, bool Right, Func<BoardLine, string> Cell);
}
