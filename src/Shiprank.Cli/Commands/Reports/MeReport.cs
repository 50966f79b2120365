using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Documents;
using Shiprank.Engine.People;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Reports;

/// <summary><c>shiprank me PERSON</c>: what a person used, what became of it, and who can see it.</summary>
internal static class MeReport
{
    private static readonly Option<int?> window = WindowOptions.Create();
    private static readonly Argument<string> person = new("PERSON") { Description = "Your id, address or login in the organisation file" };

    private static readonly Option<string?> export = new("--export") { Description = "Write all that is kept of you, explained, to a JSON file", HelpName = "FILE" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("me", "What you used, what became of it, and who can see it") { person, window, export };
        host.On(command, context => context.Get(export) is { } file ? Export(context, context.Environment.Absolute(file)) : Report.Run(
            context,
            window,
            (standing, days) => (MeView.Of(standing, standing.Workspace.People.Named(context.Get(person)!).Id, days, DoraBuilder.Previous(days)), $"no person {context.Get(person)} in the organisation file"),
            MeDocument.Write,
            Write));
        return command;
    }

    private static ExitCode Export(CommandContext context, string file)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var id = open.Workspace.People.Named(context.Get(person)!).Id;
        using var buffer = new MemoryStream();
        if (!PersonExport.Write(buffer, Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation)), open.Store, id)) return context.Fail(ExitCode.NotFound, $"no person {context.Get(person)} in the organisation file");
        File.WriteAllBytes(file, buffer.ToArray());
        open.Store.Audit(new(context.Environment.Clock.GetUtcNow(), Viewer.Console.Actor, "person.exported", id, "all rows"), context.Cancellation);
        context.Terminal.Out.MarkupLineInterpolated($"All that is kept of {id} is in {file}.");
        return ExitCode.Ok;
    }

    private static void Write(Terminal.Terminal terminal, MeView view, Standing standing)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{view.Person.Name}[/]{(view.Team is { } team ? $", {team}" : "")}: {SpendText.Cost(view.Now.Spend)} and {view.Now.Nd?.Nd ?? 0:0.0} normalised deployments, {view.Now.Window.Since:yyyy-MM-dd} to {view.Now.Window.Until:yyyy-MM-dd}");
        terminal.Out.WriteLine();
        SpendText.Groups(view.Now).Write(terminal);
        terminal.Out.WriteLine();
        terminal.Out.MarkupLineInterpolated($"{Figures.Many(view.Changes.Totals.Changes, "change")}, {SpendText.Share(view.Survival)} of their lines alive; {Figures.Many(view.Sessions.Count, "session")}.");
        terminal.Out.WriteLine();
        foreach (var seen in view.Visibility) terminal.Out.MarkupLineInterpolated($"[grey]{seen.Who}: {seen.What}[/]");
    }
}
