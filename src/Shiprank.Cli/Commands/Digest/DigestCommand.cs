using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Core;
using Shiprank.Engine.Digests;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Digest;

/// <summary><c>shiprank digest</c>: the last week of a team or person in a few lines; printed, written to a folder, or sent where the organisation file says.</summary>
internal static class DigestCommand
{
    private enum Format
    {
        Text,
        Markdown,
        Html,
    }

    private static readonly Option<string?> team = new("--team") { Description = "Of one team", HelpName = "ID" };
    private static readonly Option<string?> person = new("--person") { Description = "Of one person: id, address or login", HelpName = "ID" };
    private static readonly Option<bool> all = new("--all") { Description = "Of every team (default)" };
    private static readonly Option<Format> format = ChoiceOptions.One("--format", "How it is printed (default: text)", ("text", Format.Text), ("markdown", Format.Markdown), ("html", Format.Html));
    private static readonly Option<string?> folder = new("--out") { Description = "Write all three forms below a folder", HelpName = "DIR" };
    private static readonly Option<bool> send = new("--send") { Description = "Send to where digest: in the organisation file says; each goes out once a week" };
    private static readonly Option<bool> stop = new("--stop") { Description = "With --person: no more digests to them" };
    private static readonly Option<bool> start = new("--start") { Description = "With --person: digests again" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("digest", "The last week of a team or person in a few lines") { team, person, all, format, folder, send, stop, start };
        host.On(command, Run);
        return command;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        if (new[] { context.Get(team) is not null, context.Get(person) is not null, context.Get(all) }.Count(x => x) > 1) return context.Fail(ExitCode.Usage, "--team, --person and --all say whose: give one of them");
        if (context.Get(send) && (context.Get(team) ?? context.Get(person) ?? context.Get(folder)) is not null) return context.Fail(ExitCode.Usage, "--send sends all digests to where the organisation file says: give it alone");
        if ((context.Get(stop) || context.Get(start)) && (context.Get(person) is null || context.Get(stop) == context.Get(start))) return context.Fail(ExitCode.Usage, "--stop or --start, of whom --person names");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (context.Get(person) is { } who && (context.Get(stop) || context.Get(start))) return Refuse(context, open, open.Workspace.People.Named(who).Id);
        if (context.Get(send) && !open.Workspace.Organisation.Digest.IsOn) return context.Fail(ExitCode.NotFound, "the organisation file says nowhere to send digests to", "digest: in docs/reference/organisation-file.md");
        Standing standing;
        using (new ProgressLine(context.Terminal, context.Environment.Clock, () => "scoring")) standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
        if (context.Get(send)) return await Send(context, open, standing);
        var maker = new DigestMaker(standing, open.Store);
        IReadOnlyList<Engine.Digests.Digest> digests = context.Get(person) is { } named ? One(maker.Person(open.Workspace.People.Named(named).Id, null)) : context.Get(team) is { } id ? One(maker.Team(id)) : maker.Teams();
        if (digests.Count == 0) return context.Fail(ExitCode.NotFound, context.Get(person) is not null ? "no such person in the organisation file" : $"no such team, or none of {open.Workspace.Policy.MinGroup} people or more");
        return context.Get(folder) is { } to ? Write(context, context.Environment.Absolute(to), digests) : Print(context, digests);
    }

    private static IReadOnlyList<Engine.Digests.Digest> One(Engine.Digests.Digest? digest) => digest is null ? [] : [digest];

    private static ExitCode Print(CommandContext context, IReadOnlyList<Engine.Digests.Digest> digests)
    {
        if (context.Json)
        {
            context.Terminal.Data.WriteLine(DocumentText.Of(stream => DigestDocument.Write(stream, digests)));
            return ExitCode.Ok;
        }

        var texts = digests.Select(d => context.Get(format) switch
        {
            Format.Markdown => DigestText.Markdown(d),
            Format.Html => DigestText.Html(d),
            _ => DigestText.Plain(d),
        });
        context.Terminal.Data.Write(string.Join('\n', texts));
        return ExitCode.Ok;
    }

    private static ExitCode Write(CommandContext context, string to, IReadOnlyList<Engine.Digests.Digest> digests)
    {
        List<Problem> problems = [.. digests.Select(d => DigestPost.Write(to, d)).OfType<Problem>().Take(1)];
        if (problems is [var problem]) return context.Fail(ExitCode.Failure, problem);
        context.Terminal.Out.MarkupLineInterpolated($"{Figures.Many(digests.Count, "digest")} written below {to}");
        return ExitCode.Ok;
    }

    private static async Task<ExitCode> Send(CommandContext context, OpenWorkspace open, Standing standing)
    {
        var report = await new DigestRound(open.Store, new(context.Environment.Variable)).Send(standing, context.Offline, context.Cancellation);
        context.Terminal.Out.MarkupLineInterpolated($"{Figures.Many(report.Sent, "digest")} sent{(report.Before > 0 ? $", {report.Before} had gone before" : "")}");
        foreach (var problem in report.Problems) context.Terminal.Warn($"{problem.Where}: {problem.Reason}", problem.Remedy);
        return report.Problems.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static ExitCode Refuse(CommandContext context, OpenWorkspace open, string id)
    {
        if (open.Workspace.Organisation.People.All(p => p.Id != id)) return context.Fail(ExitCode.NotFound, "no such person in the organisation file");
        open.Store.RefuseDigest(id, context.Get(stop), context.Cancellation);
        context.Terminal.Out.MarkupLineInterpolated($"{id} gets {(context.Get(stop) ? "no more digests" : "digests again")}");
        return ExitCode.Ok;
    }
}
