using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Restating;
using Shiprank.Engine.Changes;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Restatements;

/// <summary>Restatements for people: one a row, the latest first.</summary>
internal static class RestatementsText
{
    public static void Write(Terminal.Terminal terminal, IReadOnlyList<LoggedRestatement> rows, ScoreWindow window, SharedNames names)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(rows.Count, "restatement")}[/] of {window.Since:yyyy-MM-dd} to {window.Until:yyyy-MM-dd}");
        if (rows.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("day").Text("figure").Text("person").Number("was").Number("is").Text("final").Text("because").Text("restated").Optional();
        foreach (var (at, what) in rows)
        {
            table.Row(
                what.Day.ToString("O", CultureInfo.InvariantCulture), what.Subject, what.Person is { } person ? names.Name(person) ?? "(someone)" : "",
                Amount(what, what.OldNano), Amount(what, what.NewNano), what.Closed ? "yes" : "not yet", what.Cause, at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }

        table.Write(terminal);
        terminal.Out.WriteLine();
        terminal.Out.MarkupLine("[grey]Final: the horizon had passed. Figures that were not final move as lines live or die.[/]");
    }

    private static string Amount(Restatement what, long? nano) => nano is not { } known ? "nothing"
        : what.IsNd ? Nano.Units(known).ToString("0.000", CultureInfo.InvariantCulture) : Figures.Dollars(Nano.Units(known));
}
