using Shiprank.Cli.Terminal;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Change;

/// <summary>The sessions that served a change, how each is known to have, and what the change has of its cost; sums, and cost per unit.</summary>
internal static class ChangeSessions
{
    public static void Write(Terminal.Terminal terminal, ChangeStory story, SharedNames names)
    {
        terminal.Out.WriteLine();
        if (story.Hiding > 0)
        {
            terminal.Out.MarkupLineInterpolated($"[grey]Sessions and cost are {ChangeCostRule.Sentence(story.Hiding)}.[/]");
            return;
        }

        if (story.Sessions.Count == 0)
        {
            terminal.Out.MarkupLine("[grey]No metered session is linked to it: no session id in its trailers or notes, and none in the 4-hour window.[/]");
            return;
        }

        Table(story, names).Write(terminal);
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"cost per line alive  {PerUnit(story.CostPerLine, story.CostUsd, "line", "lines")}");
        terminal.Out.MarkupLineInterpolated($"cost per ND          {PerUnit(story.CostPerNd, story.CostUsd, "ND", "ND")}");
        if (story.Sessions.Any(s => s.Person is { } person && !names.Shows(person))) terminal.Out.MarkupLine("[grey]People who do not share are not named.[/]");
    }

    private static QuietTable Table(ChangeStory story, SharedNames names)
    {
        var columns = new List<(string Head, bool Right, bool Optional, Func<SessionPart, string> Cell, string Total)>
        {
            ("session", false, false, s => s.Session, "total"),
            ("tool", false, false, s => s.Tool, ""),
            ("link", false, false, s => ChangeDocument.EvidenceText(s.Evidence), ""),
            ("responses", true, false, s => Figures.Count(s.Responses), Figures.Count(story.Responses)),
            ("tokens", true, false, s => ChangeWords.Tokens(s.Tokens, s.Credits), ChangeWords.Tokens(story.Tokens, story.Credits)),
            ("cost", true, false, s => ChangeWords.Cost(s), ChangeWords.Cost(story.CostUsd, story.Credits)),
        };
        if (story.Sessions.Any(s => s.MatchedLines is not null)) columns.Insert(3, ("lines", true, false, s => Known(s.MatchedLines), Known(story.Sessions.Sum(s => s.MatchedLines ?? 0))));
        if (story.Sessions.Any(s => s.Confidence is not null)) columns.Insert(3, ("sure", true, false, s => s.Confidence is { } sure ? $"{sure:0.00}" : "?", ""));
        columns.Add(("files", true, true, s => Known(s.MatchedFiles), ""));
        columns.Add(("person", false, true, s => s.Person is { } person ? names.Name(person) ?? "" : "", ""));
        columns.Add(("from", false, true, s => ChangeWords.Time(s.From), ""));
        columns.Add(("to", false, true, s => ChangeWords.Time(s.To), ""));
        var table = new QuietTable();
        foreach (var column in columns)
        {
            table.Column(column.Head, column.Right, null);
            if (column.Optional) table.Optional();
        }

        foreach (var session in story.Sessions) table.Row(columns.Select(c => c.Cell(session)));
        table.Total(columns.Select(c => c.Total));
        return table;
    }

    private static string Known(int? count) => count is { } known ? Figures.Count(known) : "?";

    private static string PerUnit(Figure figure, decimal? cost, string one, string more) => figure.Value is { } value
        ? $"{Figures.Dollars(value)}  ({Figures.Dollars(cost!.Value)} for {figure.Denominator:0.###} {(figure.Denominator == 1 ? one : more)})"
        : $"? ({figure.Missing})";
}
