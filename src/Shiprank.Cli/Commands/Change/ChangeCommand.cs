using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Change;

/// <summary><c>shiprank change ID</c>: one change's whole story.</summary>
internal static class ChangeCommand
{
    private static readonly Argument<string> id = new("ID") { Description = "A sha or its start, #N or repository#N for a request" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("change", "One change's story: what happened, sessions, cost, evidence, deployment, survival") { id };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var wanted = context.Get(id)!;
        ChangeStory story;
        using (var progress = new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring"))
        {
            var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
            var found = ChangeStory.Find(standing, wanted);
            if (found.Count != 1)
            {
                progress.Dispose();
                return found.Count == 0
                    ? context.Fail(ExitCode.NotFound, $"no change {wanted}", "give a sha of the default branch's first-parent line, #N or repository#N")
                    : context.Fail(ExitCode.NotFound, $"{wanted} names {found.Count} changes: {string.Join(", ", found.Take(4).Select(f => $"{f.Repository} {f.Sha[..10]}"))}", "give more of the sha, or repository#N");
            }

            story = ChangeStory.Of(standing, found[0].Repository, found[0].Sha, (repository, sha) => ChangeSubjects.Of(open.Workspace, repository, sha));
        }

        var names = new SharedNames(open.Workspace.Organisation);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => ChangeDocument.Write(stream, story, names, context.AsOf)));
        else ChangeText.Write(context.Terminal, story, names, open.Workspace.Policy);
        return ExitCode.Ok;
    }
}
