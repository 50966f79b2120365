using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Dora;

/// <summary><c>shiprank dora</c>: DORA's five figures of services or teams, beside their normalised deployments.</summary>
internal static class DoraCommand
{
    private static readonly Option<int?> window = WindowOptions.Create();

    private static readonly Option<DoraLevel> level = ChoiceOptions.One("--level", "What a row stands for (default: service)", ("service", DoraLevel.Service), ("team", DoraLevel.Team));

    public static Command Create(CommandHost host)
    {
        var command = new Command("dora", "Lead time, deployment days, failures, recovery and rework, beside normalised deployments") { level, window };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var days = WindowOptions.Of(context, window, open.Workspace.Policy);
        var of = context.Get(level);
        IReadOnlyList<DoraRow> rows;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            var facts = Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation);
            var builder = new DoraBuilder(facts.Score, open.Workspace.Organisation, facts.Events);
            rows = of == DoraLevel.Team ? builder.Teams(days) : builder.Services(days);
        }

        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => DoraDocument.Write(stream, rows, open.Workspace.Policy, context.AsOf, days, of)));
        else DoraText.Write(context.Terminal, rows, open.Workspace.Policy, context.AsOf, days, of);
        return ExitCode.Ok;
    }
}
