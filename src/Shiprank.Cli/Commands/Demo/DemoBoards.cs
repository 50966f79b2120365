using Shiprank.Cli.Terminal;
using Shiprank.Core.Money;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Engine.Demo;
using Shiprank.Engine.Scoring;
using Shiprank.Store;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Demo;

/// <summary>The same people twice: by tokens (what KiroRank showed) and by what shipped, and why the two differ.</summary>
internal static class DemoBoards
{
    private const int Shown = 12;

    public static void Write(CommandContext context, OpenWorkspace open, Facts facts, DemoOptions options)
    {
        var score = facts.Score;
        var window = ScoreWindow.Weeks(open.Workspace.Policy.WindowWeeks, options.AsOf.AddDays(-open.Workspace.Policy.SurvivalDays));
        var figures = Figures(facts, score, window, DemoOrganisation.Cast(options));
        Print(context.Terminal, figures, window);
        var (byTokens, byShipped) = (figures.MinBy(f => f.TokenRank)!, figures.MinBy(f => f.ShippedRank)!);
        context.Terminal.Out.WriteLine();
        context.Terminal.Out.WriteLine(WhyBoardsDiffer.Explain(byTokens, byShipped, figures.Count));
        context.Terminal.Out.WriteLine();
        context.Terminal.Out.MarkupLineInterpolated($"[grey]Made-up people, real readers. Go on: shiprank board --config {open.ConfigPath} --data {open.DataFolder} --as-of {options.AsOf.UtcDateTime:yyyy-MM-dd}[/]");
    }

    private static List<BoardFigures> Figures(Facts facts, ScoreResult score, ScoreWindow window, IReadOnlyList<CastMember> cast)
    {
        var nd = score.Cells.Where(c => window.Has(c.Day)).ToLookup(c => c.Person, StringComparer.Ordinal);
        var usage = facts.Usage.Where(u => window.Has(u.Row.OccurredAt)).ToLookup(u => u.Row.Person ?? "", StringComparer.Ordinal);
        var people = facts.Workspace.Organisation.People
            .Select(p => (Person: p, Tokens: usage[p.Id].Sum(u => u.Row.Tokens.Total), Nd: nd[p.Id].Sum(c => c.Nd), Usd: Spend(usage[p.Id])))
            .ToList();
        var tokens = Places(people, p => p.Tokens);
        var shipped = Places(people, p => p.Nd);
        return [.. people.Select(p => new BoardFigures(p.Person.Name, cast.FirstOrDefault(m => m.Id == p.Person.Id)?.Phrase ?? "", p.Tokens, tokens[p.Person.Id], p.Nd, shipped[p.Person.Id], p.Usd))];
    }

    private static decimal? Spend(IEnumerable<StoredUsage> usage)
    {
        var priced = usage.Where(u => u.CostNano is not null).ToList();
        return priced.Count == 0 ? null : Nano.Units(priced.Sum(u => u.CostNano!.Value));
    }

    private static Dictionary<string, int> Places<TValue>(List<(PersonEntry Person, long Tokens, decimal Nd, decimal? Usd)> people, Func<(PersonEntry Person, long Tokens, decimal Nd, decimal? Usd), TValue> by) => people
        .OrderByDescending(by).ThenBy(p => p.Person.Name, StringComparer.Ordinal)
        .Select((p, i) => (p.Person.Id, Place: i + 1))
        .ToDictionary(p => p.Id, p => p.Place, StringComparer.Ordinal);

    private static void Print(Terminal.Terminal terminal, List<BoardFigures> figures, ScoreWindow window)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]Northwind[/], {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}: the same {figures.Count} people, twice");
        terminal.Out.WriteLine();
        var table = new QuietTable().Number("#").Text("by tokens").Number("tokens").Number("ND").Text("  ").Number("#").Text("by what shipped").Number("ND").Number("tokens");
        var (byTokens, byShipped) = (figures.OrderBy(f => f.TokenRank).ToList(), figures.OrderBy(f => f.ShippedRank).ToList());
        for (var i = 0; i < Math.Min(Shown, figures.Count); i++)
        {
            var (left, right) = (byTokens[i], byShipped[i]);
            table.Row($"{i + 1}", left.Name, Tokens(left), $"{left.Nd:0.0}", "", $"{i + 1}", right.Name, $"{right.Nd:0.0}", Tokens(right));
        }

        table.Write(terminal);
    }

    /// <summary>A person whose agents meter in credits has unknown tokens, not none.</summary>
    private static string Tokens(BoardFigures figures) => figures is { Tokens: 0, SpendUsd: > 0 } ? "?" : Terminal.Figures.Short(figures.Tokens);
}
