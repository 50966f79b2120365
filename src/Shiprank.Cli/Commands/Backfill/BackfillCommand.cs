using System.CommandLine;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Backfill;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Backfill;

/// <summary><c>shiprank backfill github|gitlab</c>: reads through a forge's API what its hooks did not tell.</summary>
internal static class BackfillCommand
{
    /// <summary>A limit that is used up for longer ends the run: the next one goes on where this one stopped.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly Argument<string> forge = Forge();

    private static readonly Option<string?> repository = new("--repository") { Description = "Only this repository of the organisation file", HelpName = "NAME" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("backfill", "Read requests, reviews, deployments, releases and issues through a forge's API; goes on where it stopped") { forge, repository };
        host.On(command, Run);
        return command;
    }

    private static Argument<string> Forge()
    {
        var argument = new Argument<string>("forge") { Description = "github or gitlab" };
        argument.AcceptOnlyFromAmong("github", "gitlab");
        return argument;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        if (context.Offline) return context.Fail(ExitCode.Usage, "backfill needs the network and --offline forbids it");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var kind = context.Get(forge) == "github" ? ForgeKind.GitHub : ForgeKind.GitLab;
        var backfiller = new Backfiller(open.Store, open.Workspace, context.Environment.Variable, context.Environment.Clock, Patience);
        var found = backfiller.On(kind, context.Cancellation);
        if (context.Get(repository) is { } name)
        {
            if (!open.Workspace.Organisation.Repositories.Any(r => r.Name == name)) return context.Fail(ExitCode.NotFound, $"the organisation file has no repository named {name}");
            found = [.. found.Where(f => f.Repository.Name == name)];
        }

        if (found.Count == 0) return context.Fail(ExitCode.NotFound, $"no repository has an address on this forge ({Api(open, kind)})", "name it as `url` of the repository, or the forge's own address as `api` under `forges`");
        return Say(context, await Read(context, backfiller, kind, found));
    }

    private static async Task<BackfillReport> Read(CommandContext context, Backfiller backfiller, ForgeKind kind, IReadOnlyList<(Core.Organisation.RepositoryEntry, Sources.ForgeApi.ForgeProject)> found)
    {
        var now = "";
        using var line = new ProgressLine(context.Terminal, context.Environment.Clock, () => now);
        DateTimeOffset? since = context.Since is { } day ? new(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
        return await backfiller.Run(kind, found, since, new Told(text => now = $"asking for {text}"), context.Cancellation);
    }

    private static ExitCode Say(CommandContext context, BackfillReport report)
    {
        if (context.Json) Document(context.Terminal.Data, report);
        else Text(context.Terminal, report);
        return report.Problems.Count == 0 ? ExitCode.Ok : report.IsCutShort && report.Rows.All(r => r.Things == 0) ? ExitCode.Network : ExitCode.Partial;
    }

    private static void Text(Terminal.Terminal terminal, BackfillReport report)
    {
        foreach (var of in report.Rows.GroupBy(r => r.Repository))
        {
            terminal.Out.WriteLine($"{of.Key,-12} {string.Join(", ", of.Select(r => $"{Figures.Count(r.Things)} {r.Kind}"))}; {Figures.Count(of.Sum(r => r.EventsAdded))} new events");
        }

        foreach (var problem in report.Problems) terminal.Warn($"{problem.Where}: {problem.Reason}", problem.Remedy);
        if (report.EventsAdded > 0) terminal.Hint("shiprank sync scores what is new");
    }

    private static void Document(TextWriter writer, BackfillReport report) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("read");
        foreach (var row in report.Rows)
        {
            json.WriteStartObject();
            json.WriteString("repository", row.Repository);
            json.WriteString("kind", row.Kind);
            json.WriteNumber("things", row.Things);
            json.WriteNumber("eventsAdded", row.EventsAdded);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("complete", !report.IsCutShort);
        json.WriteStrings("problems", report.Problems.Select(p => p.ToString()));
    });

    private static Uri Api(OpenWorkspace open, ForgeKind kind) => kind == ForgeKind.GitHub ? open.Workspace.Organisation.GitHub.Api : open.Workspace.Organisation.GitLab.Api;

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
