using System.CommandLine;
using Shiprank.Core.Score;
using Shiprank.Engine.Digests;
using Shiprank.Engine.Scoring;

namespace Shiprank.Cli.Commands.Digest;

/// <summary><c>shiprank digest</c>: a week in a few lines, of teams or of a person; shown, written to a folder, or sent as the organisation file says.</summary>
internal static class DigestCommand
{
    private static readonly Option<string[]?> teams = new("--team") { Description = "Of this team (default: of every team)", HelpName = "ID" };
    private static readonly Option<string?> person = new("--person") { Description = "Of this person: id, address or login", HelpName = "PERSON" };
    private static readonly Option<string?> weekName = new("--week") { Description = "The ISO week (default: the last whole one)", HelpName = "2026-W47" };
    private static readonly Option<string?> folder = new("--out") { Description = "Write Markdown, HTML and text there", HelpName = "DIR" };
    private static readonly Option<bool> send = new("--send") { Description = "Send what was not sent yet, on the ways that `digest` in the organisation file names" };
    private static readonly Option<Func<Engine.Digests.Digest, string>?> format = ChoiceOptions.One<Func<Engine.Digests.Digest, string>?>(
        "--format", "How it is printed (default: text)", ("text", DigestText.Plain), ("markdown", DigestText.Markdown), ("html", DigestText.Html));

    public static Command Create(CommandHost host)
    {
        var command = new Command("digest", "A week in a few lines, for a team's channel or one person's mail") { teams, person, weekName, format, folder, send };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(open.Workspace.Organisation.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        if ((context.Get(weekName) is { } name ? DigestWeek.Parse(name) : DigestWeek.Last(context.AsOf, zone)) is not { } week) return context.Fail(ExitCode.Usage, $"--week: '{context.Get(weekName)}' is no ISO week", "such as 2026-W47");
        if (context.Get(send)) return Send(context, open, week);
        var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
        var (digests, missing) = Made(context, standing, week);
        if (digests.Count == 0) return context.Fail(ExitCode.NotFound, missing.Count > 0 ? missing[0] : "the organisation file lists no teams");
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => DigestDocument.Write(stream, digests)));
        else if (context.Get(folder) is { } into) return Written(context, digests, context.Environment.Absolute(into));
        else context.Terminal.Data.Write(string.Join('\n', digests.Select(context.Get(format) ?? DigestText.Plain)));
        foreach (var reason in missing) context.Terminal.Warn(reason, "");
        return ExitCode.Ok;
    }

    private static (List<Engine.Digests.Digest> Digests, List<string> Missing) Made(CommandContext context, Standing standing, ScoreWindow week)
    {
        var (pages, organisation) = (standing.Workspace.Organisation.Digest.BaseUrl, standing.Workspace.Organisation);
        if (context.Get(person) is { } who)
        {
            var id = standing.Workspace.People.Named(who).Id;
            return PersonDigest.Of(standing, id, week, pages, null) is { } own ? ([own], []) : ([], [$"no person {who} in the organisation file"]);
        }

        List<Engine.Digests.Digest> digests = [];
        List<string> missing = [];
        foreach (var id in context.Get(teams) is { Length: > 0 } asked ? asked : [.. organisation.Teams.Select(t => t.Id)])
        {
            if (TeamDigest.Of(standing, id, week, pages) is { } digest) digests.Add(digest);
            else missing.Add(organisation.Teams.Any(t => t.Id == id) ? $"team {id} is too small to be shown" : $"no team {id} in the organisation file");
        }

        return (digests, missing);
    }

    private static ExitCode Written(CommandContext context, List<Engine.Digests.Digest> digests, string into)
    {
        foreach (var digest in digests)
        {
            var written = DigestFiles.Write(digest, into);
            if (!written.Succeeded) return context.Fail(ExitCode.Failure, written.Problem);
            context.Terminal.Data.WriteLine($"{written.Value}.md");
        }

        return ExitCode.Ok;
    }

    private static ExitCode Send(CommandContext context, OpenWorkspace open, ScoreWindow week)
    {
        if (!DigestRound.HasWays(open.Workspace.Organisation.Digest)) return context.Fail(ExitCode.NotFound, "the organisation file names no way to send digests on", "digest: in the organisation file; docs/guides/digests.md shows how");
        if (context.Offline) return context.Fail(ExitCode.Usage, "--send and --offline exclude each other");
        var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
        var outcomes = new DigestRound(open.Store, open.Workspace, context.Environment.Variable, context.Environment.Clock).Send(standing, week, context.Cancellation).GetAwaiter().GetResult();
        foreach (var outcome in outcomes)
        {
            if (outcome.Problem is { } problem) context.Terminal.Error($"{outcome.Subject} by {outcome.Way}: {problem.Where}: {problem.Reason}", problem.Remedy);
            else context.Terminal.Data.WriteLine($"{outcome.Subject}{(outcome.Way.Length > 0 ? $" by {outcome.Way}" : "")}: {Words(outcome.State)}");
        }

        return outcomes.Any(o => o.State == DigestState.Failed) ? ExitCode.Partial : ExitCode.Ok;
    }

    private static string Words(DigestState state) => state switch
    {
        DigestState.Sent => "sent",
        DigestState.Known => "sent before",
        DigestState.TooFewPeople => "not sent, the team is too small to be shown",
        DigestState.Stopped => "not sent, the person wants none",
        _ => "failed",
    };
}
