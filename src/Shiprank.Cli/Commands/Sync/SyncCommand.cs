using System.CommandLine;
using System.CommandLine.Parsing;
using Shiprank.Cli.Terminal;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Sync;

namespace Shiprank.Cli.Commands.Sync;

/// <summary><c>shiprank sync</c>: reads everything that the configuration names into the store; any number of times.</summary>
internal static class SyncCommand
{
    private static readonly Option<string[]> events = new("--events")
    {
        Description = "Delivery events, JSON Lines; may be given several times",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
        Validators = { NoOption },
    };

    private static readonly Option<bool> fetch = new("--fetch") { Description = "Run git fetch in clones named by path, too (mirrors are always fetched)" };

    /// <summary>A vendor's limit that is used up for longer ends its part: the next sync goes on there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create(CommandHost host)
    {
        var command = new Command("sync", "Read usage, git and events into the store; safe to repeat") { events, fetch };
        host.On(command, Run);
        return command;
    }

    /// <summary>An option behind <c>--events</c> without a file would be read as the file.</summary>
    private static void NoOption(OptionResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value.StartsWith("--", StringComparison.Ordinal)) result.AddError($"--events: '{token.Value}' is an option and no file (a file of that name: ./{token.Value})");
        }
    }

    /// <summary>Syncs, scores and keeps the results; shows a progress line meanwhile.</summary>
    internal static SyncReport Sync(CommandContext context, OpenWorkspace open, IReadOnlyList<string> eventFiles, DateTimeOffset asOf, out Facts facts)
    {
        var now = "";
        var started = context.Environment.Clock.GetUtcNow();
        using var line = new ProgressLine(context.Terminal, context.Environment.Clock, () => now);
        var report = new Synchroniser(open.Store, open.Workspace, context.Environment.Clock, Fetch(context, open), context.Offline ? null : new(context.Environment.Variable, Patience))
            .Run(eventFiles, new Told(text => now = $"reading {text}"), context.Cancellation);
        now = "scoring";
        facts = Facts.Read(open.Store, open.Workspace, asOf, context.Cancellation);
        report.Take(Results.Save(open.Store, facts, context.Cancellation));
        open.Store.AddSyncRun(report.Run(started, context.Environment.Clock.GetUtcNow(), $"shiprank {CommandLine.Version}"), context.Cancellation);
        return report;
    }

    private static RepositoryFetch? Fetch(CommandContext context, OpenWorkspace open) =>
        context.Offline ? null : new(open.Workspace.Organisation, context.Environment.Variable, context.Get(fetch));

    private static ExitCode Run(CommandContext context)
    {
        if (context.Offline && context.Get(fetch)) return context.Fail(ExitCode.Usage, "--fetch needs the network and --offline forbids it");
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var report = Sync(context, open, [.. (context.Get(events) ?? []).Select(context.Environment.Absolute)], context.AsOf, out var facts);
        if (context.Json) SyncDocument.Write(context.Terminal.Data, report, facts.Spend);
        else SyncText.Write(context.Terminal, report, facts.Spend);
        return report.IsPartial ? ExitCode.Partial : ExitCode.Ok;
    }

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
