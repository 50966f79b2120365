using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;
using Shiprank.Engine.Privacy;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Privacy;

/// <summary><c>shiprank retention</c>: how long persons stay at their rows; <c>--apply</c> takes them off those that are older.</summary>
internal static class RetentionCommand
{
    private static readonly Option<bool> apply = new("--apply") { Description = "Do it; without it nothing is changed" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("retention", "How long a usage row keeps its person, by `privacy: retention:` of the organisation file") { apply };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (open.Workspace.Organisation.Privacy.RetainPeople is not { } days)
        {
            context.Terminal.Out.MarkupLine("Usage rows keep their person for ever: `privacy: { retention: { people: 365 } }` in the organisation file limits it.");
            return ExitCode.Ok;
        }

        var kept = Retention.Apply(open.Store, open.Workspace, context.AsOf, context.Environment.Clock.GetUtcNow(), Viewer.Console.Actor, context.Get(apply), context.Cancellation);
        if (context.Get(apply)) context.Terminal.Out.MarkupLineInterpolated($"{Figures.Many(kept.Rows, "usage row")} of days before {kept.Before:yyyy-MM-dd} lost {(kept.Rows == 1 ? "its" : "their")} person; {Figures.Many(kept.Restated, "figure")} restated.");
        else context.Terminal.Out.MarkupLineInterpolated($"{Figures.Many(kept.Rows, "usage row")} of days before {kept.Before:yyyy-MM-dd} ({days} days) still have their person: --apply takes it off.");
        return ExitCode.Ok;
    }
}
