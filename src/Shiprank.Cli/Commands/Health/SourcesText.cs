using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Health;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Health;

/// <summary>Sources as a table, what to do about them, and identities that belong to nobody.</summary>
internal static class SourcesText
{
    private const int Most = 20;

    public static void Write(Terminal.Terminal terminal, SourcesView view)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{view.In(SourceState.Ok)} of {Figures.Many(view.Sources.Count, "source")} are well[/], {view.In(SourceState.Late)} late, {view.In(SourceState.Failing)} failing, {view.In(SourceState.NeverSeen)} never seen");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("kind").Text("source").Text("state").Number("newest").Number("rows").Number("skipped").Text("covers").Optional();
        foreach (var s in view.Sources) table.Row(SourcesDocument.KindText(s.Kind), s.Name, StateText(s.State), Day(s.Newest), Figures.Count(s.Rows), Figures.Count(s.SkippedCount), s.Covers);
        table.Write(terminal);
        terminal.Out.WriteLine();
        terminal.Out.WriteLine($"matched to a person {Share(view.Coverage.Matched)}, priced {Share(view.Coverage.Priced)}, tied to a change {Share(view.Coverage.Changed)}, people with a source {Share(view.Coverage.People)}");
        foreach (var source in view.Sources)
        {
            if (source.Wrong.Length > 0) terminal.Warn($"{source.Name}: {source.Wrong}", source.Next);
            foreach (var (reason, count) in source.Skipped) terminal.Warn($"{source.Name}: {Figures.Count(count)} left out: {reason}");
        }

        foreach (var problem in view.Unread) terminal.Warn($"{problem.Where}: {problem.Reason}", problem.Remedy);
        if (view.Unmatched.Count > 0) Unmatched(terminal, view);
    }

    private static void Unmatched(Terminal.Terminal terminal, SourcesView view)
    {
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(view.Unmatched.Count, "identity", "identities")} of nobody in the organisation file[/]; `shiprank match IDENTITY PERSON` gives one to a person");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("identity").Number("commits").Number("requests").Number("reviews").Number("responses").Text("perhaps");
        foreach (var i in view.Unmatched.Take(Most)) table.Row(i.Id, Figures.Count(i.Commits), Figures.Count(i.Requests), Figures.Count(i.Reviews), Figures.Count(i.Spend.Responses), string.Join(", ", i.Suggestions.Select(s => s.Person)));
        table.Write(terminal);
        if (view.Unmatched.Count > Most) terminal.Out.WriteLine($"and {Figures.Count(view.Unmatched.Count - Most)} more: --json has all");
    }

    private static string StateText(SourceState state) => SourcesDocument.StateText(state).Replace('_', ' ');

    private static string Day(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never";

    private static string Share(Figure figure) => figure.Value is { } value ? $"{100 * value:0.0} %" : "?";
}
