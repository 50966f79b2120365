using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Boards;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;
using Shiprank.Server.Shell.Kit.Charts;

namespace Shiprank.Server.Features.Boards;

/// <summary>Boards in words.</summary>
internal static class BoardWords
{
    public static string Letter(int band) => band <= 26 ? ((char)('A' + band - 1)).ToString() : $"{band}";

    /// <summary>Bands of the ranked rows, each with its first and last rank.</summary>
    public static IReadOnlyList<(int Band, int First, int Last, IReadOnlyList<BoardLine> Lines)> Bands(IReadOnlyList<BoardLine> lines)
    {
        List<(int, int, int, IReadOnlyList<BoardLine>)> bands = [];
        var rank = 1;
        foreach (var band in lines.Where(l => l.Row.Band is not null).GroupBy(l => l.Row.Band!.Value).OrderBy(g => g.Key))
        {
            List<BoardLine> its = [.. band];
            bands.Add((band.Key, rank, rank + its.Count - 1, its));
            rank += its.Count;
        }

        return bands;
    }

    public static DotScale Scale(IReadOnlyList<BoardLine> lines)
    {
        var rates = lines.Where(l => l.Row.Ranked is not null).Select(l => l.Row.Ranked!.Value).ToList();
        return DotScale.Of(rates.Select(r => (Decimal(r.Lo ?? r.Value), Decimal(r.Hi ?? r.Value))), rates.Count > 0 ? rates.Average(r => Decimal(r.Value)) : null);
    }

    public static decimal Decimal(double value) => (decimal)Math.Round(value, 6);

    public static decimal? Decimal(double? value) => value is { } known ? Decimal(known) : null;

    public static string Hours(HoursFigure figure) => figure.Median is { } hours ? Times.Duration(TimeSpan.FromHours((double)hours)) : "n/a";

    public static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count switch { 0 => "", 1 => all[0], _ => $"{string.Join(", ", all[..^1])} and {all[^1]}" };
    }

    /// <summary>Who leads, and whether that can be told at all.</summary>
    public static string Answer(IReadOnlyList<BoardLine> lines, string kind)
    {
        var bands = Bands(lines);
        if (bands.Count == 0) return $"No {kind} can be ranked in these days.";
        var first = bands[0].Lines;
        var rates = first.Select(l => l.Row.Ranked!.Value.Value).ToList();
        var range = rates.Count == 1 ? Figures.Rate(Decimal(rates[0])) : $"{Figures.Rate(Decimal(rates.Min()))}–{Figures.Rate(Decimal(rates.Max()))}";
        return bands.Count == 1 && first.Count > 1
            ? $"The {first.Count} ranked {kind}s cannot be told apart ({range} a week and engineer)."
            : first.Count <= 4 ? $"{Names(first.Select(l => l.Row.Group.Name))} {(first.Count == 1 ? "leads" : "lead and cannot be told apart")} ({range} a week and engineer)."
            : $"{first.Count} {kind}s lead and cannot be told apart ({range} a week and engineer).";
    }
}
