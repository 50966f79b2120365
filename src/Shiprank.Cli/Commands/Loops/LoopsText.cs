using Shiprank.Cli.Terminal;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Money.Budgets;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Loops;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Loops;

/// <summary>Loops for people.</summary>
internal static class LoopsText
{
    private const int Shown = 20;

    public static void All(Terminal.Terminal terminal, LoopsView view)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Figures.Many(view.Running.Count, "run")} {(view.Running.Count == 1 ? "goes on by itself" : "go on by themselves")} now; {Figures.Many(view.Stopped.Count, "run")} {(view.Stopped.Count == 1 ? "was" : "were")} stopped in {LoopsView.Days} days[/], as of {view.AsOf.UtcDateTime:yyyy-MM-dd HH:mm}");
        if (view.Saved.Runs > 0) terminal.Out.MarkupLineInterpolated($"Kept back, an estimate: about {Usd(view.Saved.Mid)} [[{Usd(view.Saved.Lo)} – {Usd(view.Saved.Hi)}]]{(view.Saved.Unknown > 0 ? $"; {view.Saved.Unknown} without an estimate" : "")}");
        Loops(terminal, view);
        Runs(terminal, "running", view.Running, view.Settings);
        Stopped(terminal, view);
        Abandoned(terminal, view);
        if (view.Attended is { } attended) terminal.Out.MarkupLineInterpolated($"[grey]Beside them {Figures.Many(attended.Runs, "run")} of {Figures.Many(attended.People, "person", "people")} at work, which no list has.[/]");
        terminal.Out.MarkupLine("[grey]One run, call by call: shiprank loops show RUN. ≈: estimates within.[/]");
    }

    public static void One(Terminal.Terminal terminal, RunTrace trace)
    {
        var (row, run) = (trace.Run, trace.Run.Run);
        terminal.Out.MarkupLineInterpolated($"[bold]{run.Loop}[/] {LoopWords.State(run.State)}: {Figures.Many(run.Calls, "call")}, {Figures.Many(run.Steps, "step")}, {Spent(run)}, {Figures.Many(run.Files, "file")}, since {run.Began.UtcDateTime:yyyy-MM-dd HH:mm}");
        if (run.StoppedAt is { } at) terminal.Out.MarkupLineInterpolated($"Stopped {at.UtcDateTime:yyyy-MM-dd HH:mm}: {LoopWords.Why(run, trace.Settings)}; asked {row.Asked}; {LoopWords.Answer(row)}");
        if (row.Kept is { } kept) terminal.Out.MarkupLineInterpolated($"Kept back until {LoopWords.Until(kept)}, an estimate: {Usd(kept.Mid)} [[{Usd(kept.Lo)} – {Usd(kept.Hi)}]]");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("time").Text("what").Text("with").Number("tokens").Number("cost").Number("so far").Number("files");
        foreach (var entry in trace.Entries)
        {
            var e = entry.Event;
            table.Row(
                $"{e.At.UtcDateTime:MM-dd HH:mm:ss}", What(e), e.Step.Length > 0 ? e.Step : e.Model, e.Tokens.Total == 0 ? "" : Figures.Count(e.Tokens.Total), e.Kind is CapEventKind.Settled or CapEventKind.Estimated ? e.Usd is { } usd ? Usd(usd) : "?" : "",
                Usd(entry.Spent), entry.Files == 0 ? "" : Figures.Count(entry.Files));
        }

        table.Write(terminal);
        terminal.Out.WriteLine();
        var rules = new QuietTable().Text("rule").Text("limit").Number("used").Text("");
        foreach (var look in row.Looks) rules.Row(LoopWords.Rule(look), LoopWords.Limit(look, trace.Settings), look.Applies ? LoopWords.Amount(look.Unit, look.Used) : "", look.Applies ? look.Fires ? "fires" : "" : "about something else");
        rules.Write(terminal);
    }

    private static void Loops(Terminal.Terminal terminal, LoopsView view)
    {
        if (view.Loops.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("loop").Text("owner").Text("ticket").Text("cap").Number("runs").Number("median").Number("95th pct.").Number("landed").Text("state");
        foreach (var loop in view.Loops.Take(Shown))
        {
            table.Row(
                loop.Loop, loop.Last.Owner ?? "nobody", loop.Ticket.Key.Length > 0 ? $"{loop.Ticket.Key}{(loop.Ticket.Counts ? "" : $" ({LoopWords.Ticket(loop.Ticket.Reason)})")}" : "none", loop.Last.Cap is { } cap ? LoopWords.Limit(cap, view.Settings) : "none",
                Figures.Count(loop.Runs), Cost(loop.Median, loop.Estimated), Cost(loop.High, loop.Estimated), $"{Figures.Count(loop.Landed)} of {Figures.Count(loop.Due)}", $"{LoopWords.State(loop.State)}{(loop.Shrunk ? ", shrunk to the grace" : "")}");
        }

        table.Write(terminal);
    }

    private static void Runs(Terminal.Terminal terminal, string what, IReadOnlyList<LoopRun> runs, CapSettings settings)
    {
        if (runs.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text(what).Text("run").Text("since").Number("calls").Number("spent").Text("cap").Number("used");
        foreach (var run in runs.Take(Shown)) table.Row(run.Run.Loop, run.Mark, $"{run.Run.Began.UtcDateTime:MM-dd HH:mm}", Figures.Count(run.Run.Calls), Spent(run.Run), run.Cap is { } cap ? LoopWords.Limit(cap, settings) : "none", run.Share is { } share ? BudgetWords.Share(share) : "");
        table.Write(terminal);
    }

    private static void Stopped(Terminal.Terminal terminal, LoopsView view)
    {
        if (view.Stopped.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("stopped").Text("run").Text("when").Text("why").Number("spent").Number("kept back, est.").Text("asked").Text("answer");
        foreach (var run in view.Stopped.Take(Shown)) table.Row(run.Run.Loop, run.Mark, $"{run.Run.StoppedAt!.Value.UtcDateTime:MM-dd HH:mm}", LoopWords.Why(run.Run, view.Settings), Spent(run.Run), run.Kept is { } kept ? Usd(kept.Mid) : "?", run.Asked, LoopWords.Answer(run));
        table.Write(terminal);
    }

    private static void Abandoned(Terminal.Terminal terminal, LoopsView view)
    {
        if (view.Abandoned.Count == 0) return;
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("abandoned").Text("run").Text("owner").Text("ended").Text("since").Number("spent");
        foreach (var run in view.Abandoned.Take(Shown)) table.Row(run.Run.Loop, run.Mark, run.Owner ?? "nobody", $"{run.Run.Last.UtcDateTime:MM-dd HH:mm}", $"{run.Judged!.Due.UtcDateTime:MM-dd}", Spent(run.Run));
        table.Write(terminal);
    }

    private static string What(CapEvent entry) => entry.Kind switch
    {
        CapEventKind.Settled => "call",
        CapEventKind.Estimated => "call, estimated",
        CapEventKind.Refused => $"refused{(entry.Rule.Length > 0 ? $": {(entry.Rule == CapCounter.Grace ? "no owned ticket" : entry.Rule)}" : "")}",
        CapEventKind.Step => "step",
        CapEventKind.Failed => "call, failed",
        _ => $"end{(entry.ExitCode == 0 ? "" : $", code {entry.ExitCode}")}",
    };

    private static string Spent(CapRun run) => Cost(run.Spent, run.Cost.Estimated > 0);

    private static string Cost(decimal? usd, bool estimated) => usd is { } known ? $"{(estimated ? "≈ " : "")}{Usd(known)}" : "?";

    private static string Usd(decimal amount) => BudgetWords.Amount(BudgetUnit.Usd, amount);
}
