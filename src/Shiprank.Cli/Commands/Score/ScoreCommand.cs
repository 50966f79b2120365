using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Score;

/// <summary><c>shiprank score</c>: cells, changes and deployments of a window, computed from the stored facts.</summary>
internal static class ScoreCommand
{
    private static readonly Option<int?> window = WindowOptions.Create();

    private static readonly Option<bool> pseudonyms = new("--pseudonyms") { Description = "With --json: call people by keyed pseudonyms (shiprank pseudonym)" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("score", "Normalised deployments of a window: what shipped and lasted") { window, pseudonyms };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        using var progress = new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring");
        var facts = Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation);
        var score = facts.Score;
        Problem[] problems = [.. facts.Unread, .. score.Problems];
        progress.Dispose();
        var days = WindowOptions.Of(context, window, open.Workspace.Policy);
        var names = new Pseudonyms(open.Store.Key);
        Func<string, string>? called = context.Get(pseudonyms) ? id => id == Party.Unattributed ? id : names.Of(id) : null;
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ScoreDocument.Write(stream, score, open.Workspace.Organisation, days, problems, called)));
        else ScoreText.Write(context.Terminal, score, open.Workspace.Organisation, days);
        foreach (var problem in problems) context.Terminal.Warn($"{problem.Where}: {problem.Reason}", problem.Remedy);
        return problems.Length > 0 ? ExitCode.Partial : ExitCode.Ok;
    }
}
