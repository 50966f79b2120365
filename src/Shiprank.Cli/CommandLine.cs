using System.CommandLine;
using System.CommandLine.Invocation;
using Shiprank.Cli.Commands.Access;
using Shiprank.Cli.Commands.Backfill;
using Shiprank.Cli.Commands.Badges;
using Shiprank.Cli.Commands.Board;
using Shiprank.Cli.Commands.Budgets;
using Shiprank.Cli.Commands.Caps;
using Shiprank.Cli.Commands.Change;
using Shiprank.Cli.Commands.Changes;
using Shiprank.Cli.Commands.Chargeback;
using Shiprank.Cli.Commands.Collect;
using Shiprank.Cli.Commands.Connect;
using Shiprank.Cli.Commands.Demo;
using Shiprank.Cli.Commands.Digest;
using Shiprank.Cli.Commands.Doctor;
using Shiprank.Cli.Commands.Dora;
using Shiprank.Cli.Commands.Event;
using Shiprank.Cli.Commands.Flow;
using Shiprank.Cli.Commands.Focus;
using Shiprank.Cli.Commands.Health;
using Shiprank.Cli.Commands.Hook;
using Shiprank.Cli.Commands.Import;
using Shiprank.Cli.Commands.Loops;
using Shiprank.Cli.Commands.Model;
using Shiprank.Cli.Commands.Outcomes;
using Shiprank.Cli.Commands.Overview;
using Shiprank.Cli.Commands.Prices;
using Shiprank.Cli.Commands.Privacy;
using Shiprank.Cli.Commands.Proof;
using Shiprank.Cli.Commands.Reconcile;
using Shiprank.Cli.Commands.Reports;
using Shiprank.Cli.Commands.Restatements;
using Shiprank.Cli.Commands.Run;
using Shiprank.Cli.Commands.Score;
using Shiprank.Cli.Commands.Serve;
using Shiprank.Cli.Commands.Signals;
using Shiprank.Cli.Commands.Sync;
using Shiprank.Cli.Commands.Ticket;
using Shiprank.Cli.Commands.Usage;

namespace Shiprank.Cli;

/// <summary>The command line as a function: arguments and streams in, exit code out.</summary>
public static class CommandLine
{
    /// <summary>Made once: options know the commands that they were added to, and a server runs many command lines.</summary>
    private static readonly Lazy<RootCommand> Commands = new(() => Root(new((parsed, cancellation) => ((CommandRun)parsed.InvocationConfiguration).Context(parsed, cancellation))));

    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, TextWriter stdout, TextWriter stderr, CliEnvironment environment, CancellationToken cancellation = default)
    {
        if (HookCommand.Takes(args)) return HookCommand.Answer(args, stdout, stderr, environment);
        var run = new CommandRun(stdout, stderr, environment, args);
        var edge = new ProcessEdge(run.Terminal(), args.Contains(GlobalOptions.Json.Name, StringComparer.Ordinal), cancellation);
        var code = edge.Guard(() => Invoke(Commands.Value.Parse(args), run, cancellation));

        // What can't be written is a failure too, and may show only now.
        code = edge.Guard(() =>
        {
            stdout.Flush();
            return code;
        });
        stderr.Flush();
        return (int)code;
    }

    internal static string Version => typeof(CommandLine).Assembly.GetName().Version!.ToString(3);

    private static ExitCode Invoke(ParseResult parsed, CommandRun run, CancellationToken cancellation)
    {
        if (parsed.Action is ParseErrorAction) return ParseErrors.Say(parsed, run.Terminal(), parsed.Tokens.Any(t => t.Value == GlobalOptions.Json.Name));
        return (ExitCode)parsed.InvokeAsync(run, cancellation).GetAwaiter().GetResult();
    }

    private static RootCommand Root(CommandHost host)
    {
        var root = new RootCommand("Rank what ships, not what burns. Without a command: the last 7 days of AI spend on this machine, and what became of this repository's last changes.");
        foreach (var option in GlobalOptions.All) root.Add(option);
        root.Add(UsageCommand.Create(host));
        root.Add(DemoCommand.Create(host));
        root.Add(SyncCommand.Create(host));
        root.Add(ImportCommand.Create(host));
        root.Add(EventCommand.Create(host));
        root.Add(BackfillCommand.Create(host));
        root.Add(ServeCommand.Create(host));
        root.Add(ConnectCommand.Create(host));
        root.Add(CollectCommand.Create(host));
        root.Add(WorkCommand.Create(host));
        root.Add(RunCommand.Create(host));
        root.Add(HookCommand.Create(host));
        root.Add(ScoreCommand.Create(host));
        root.Add(OverviewReport.Create(host));
        root.Add(BoardCommand.Create(host));
        root.Add(TeamReport.Create(host));
        root.Add(MeReport.Create(host));
        root.Add(BadgesCommand.Create(host));
        root.Add(DigestCommand.Create(host));
        root.Add(AdoptionReport.Create(host));
        root.Add(ActivityReport.Create(host));
        root.Add(ChangeCommand.Create(host));
        root.Add(ChangesCommand.Create(host));
        root.Add(FlowCommand.Create(host));
        root.Add(DoraCommand.Create(host));
        root.Add(BudgetCommand.Create(host));
        root.Add(LoopsCommand.Create(host));
        root.Add(AlertsCommand.Create(host));
        root.Add(SignalsCommand.Create(host));
        root.Add(ReviewCommand.Create(host));
        root.Add(CapCommand.Create(host));
        root.Add(RoiCommand.Create(host));
        root.Add(ProofCommand.Create(host));
        root.Add(RestatementsCommand.Create(host));
        root.Add(SourcesCommand.Create(host));
        root.Add(MatchCommand.Create(host));
        root.Add(ChargebackCommand.Create(host));
        root.Add(PricesCommand.Create(host));
        root.Add(ModelCommand.Create(host));
        root.Add(ReconcileCommand.Create(host));
        root.Add(FocusCommand.Create(host));
        root.Add(TokenCommand.Create(host));
        root.Add(AuditCommand.Create(host));
        root.Add(SignInCommand.Create(host));
        root.Add(PeopleCommand.Create(host));
        root.Add(DoctorCommand.Create(host));
        root.Add(PersonCommand.Create(host));
        root.Add(RetentionCommand.Create(host));
        root.Add(PapersCommand.Create(host));
        root.Add(PseudonymCommand.Create(host));
        host.On(root, OverviewCommand.Run);
        return root;
    }
}
