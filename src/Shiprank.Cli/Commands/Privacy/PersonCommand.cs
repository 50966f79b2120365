using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Privacy;

/// <summary><c>shiprank person erase ID</c>: forgets a person. Says what it would do; <c>--yes</c> does it.</summary>
internal static class PersonCommand
{
    private static readonly Argument<string> id = new("PERSON") { Description = "Id, address or login in the organisation file" };
    private static readonly Option<bool> yes = new("--yes") { Description = "Do it; without it nothing is changed" };

    public static Command Create(CommandHost host)
    {
        var erase = new Command("erase", "Forget a person: usage without a name, a pseudonym for the rest, totals restated and logged") { id, yes };
        host.On(erase, Run);
        return new Command("person", "What a person may ask for: to be forgotten") { erase };
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var person = open.Workspace.People.Named(context.Get(id)!).Id;
        var forgotten = context.Get(yes)
            ? PersonErasure.Apply(open.Store, open.Workspace, person, Viewer.Console.Actor, context.Environment.Clock.GetUtcNow(), context.AsOf, context.Cancellation)
            : PersonErasure.Plan(Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation)), open.Store, person);
        if (forgotten is null) return context.Fail(ExitCode.NotFound, $"no person {context.Get(id)} in the organisation file");
        var will = context.Get(yes) ? "" : "would ";
        terminal(context).MarkupLineInterpolated($"{Figures.Many(forgotten.Rows, "usage row")} {will}belong to nobody, {Figures.Many(forgotten.Cells, "cell")} of the score {will}belong to [bold]{forgotten.Pseudonym}[/].");
        if (context.Get(yes)) terminal(context).MarkupLineInterpolated($"{Figures.Many(forgotten.Restated, "figure")} of past days restated (`shiprank restatements`). Take the person out of the organisation file too; a later sync doesn't bring them back.");
        else terminal(context).MarkupLine("Nothing was changed: --yes does it. What git says of its authors and events as they were sent stay as they are.");
        return ExitCode.Ok;

        static IAnsiConsole terminal(CommandContext context) => context.Terminal.Out;
    }
}
