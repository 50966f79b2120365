using System.CommandLine;
using Shiprank.Cli.Commands.Sync;
using Shiprank.Cli.Terminal;
using Shiprank.Core;
using Shiprank.Engine.Demo;

namespace Shiprank.Cli.Commands.Demo;

/// <summary><c>shiprank demo</c>: writes a made-up organisation, reads it back through the ordinary readers, and prints two boards.</summary>
internal static class DemoCommand
{
    private static readonly Option<string?> folder = new("--out") { Description = "Where the demo goes (default: ./shiprank-demo)", HelpName = "DIR" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("demo", "See it work: 60 people, 26 weeks, real repositories and logs; two boards side by side") { folder };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.Environment.Served is not null) return context.Fail(ExitCode.Usage, "a server does not write the demo", "run it without the server, or with another --data");
        var root = context.Environment.Absolute(context.Get(folder) ?? "shiprank-demo");
        var options = new DemoOptions();
        if (!File.Exists(Path.Combine(root, "shiprank.yaml")) && Write(context, root, options) is { } problem) return context.Fail(ExitCode.Failure, problem);
        var data = context.Get(GlobalOptions.Data) is null ? Path.Combine(root, "data") : context.DataFolder;
        using var open = OpenWorkspace.Open(context, Path.Combine(root, "shiprank.yaml"), data, out var code);
        if (open is null) return code;
        var report = SyncCommand.Sync(context, open, [Path.Combine(root, "events.jsonl")], options.AsOf, out var facts);
        DemoBadges.Show(open);
        SyncText.Missing(context.Terminal, report);
        DemoBoards.Write(context, open, facts, options);
        return report.IsPartial ? ExitCode.Partial : ExitCode.Ok;
    }

    private static Problem? Write(CommandContext context, string root, DemoOptions options)
    {
        var now = "";
        using var line = new ProgressLine(context.Terminal, context.Environment.Clock, () => $"writing the demo: {now}");
        var written = DemoOrganisation.Write(root, options, new Told(text => now = text), context.Cancellation);
        return written.Succeeded ? null : written.Problem;
    }

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
