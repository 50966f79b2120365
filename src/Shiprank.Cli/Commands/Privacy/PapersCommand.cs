using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Privacy.Papers;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Privacy;

/// <summary><c>shiprank papers</c>: impact assessment, works agreement and notice to workers from the live configuration, gaps marked.</summary>
internal static class PapersCommand
{
    private static readonly Option<string?> into = new("--out") { Description = "Write them into this folder; without it they are printed", HelpName = "DIR" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("papers", "Impact assessment, works agreement and notice to workers, from the configuration as it is: orientation, not advice") { into };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var papers = Paper.All(open.Workspace, context.AsOf);
        if (context.Get(into) is not { } folder)
        {
            context.Terminal.Data.WriteLine(string.Join("\n\n---\n\n", papers.Select(p => p.Text.TrimEnd())));
            return ExitCode.Ok;
        }

        Directory.CreateDirectory(context.Environment.Absolute(folder));
        foreach (var paper in papers)
        {
            var path = Path.Combine(context.Environment.Absolute(folder), paper.File);
            File.WriteAllText(path, paper.Text);
            context.Terminal.Out.MarkupLineInterpolated($"{paper.Title}: {path}");
        }

        context.Terminal.Out.MarkupLine("[grey]What only you can say is marked “to be filled in”.[/]");
        return ExitCode.Ok;
    }
}
