using Shiprank.Core;
using Shiprank.Engine;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Sync;
using Shiprank.Server.Telemetry;
using Shiprank.Store;

namespace Shiprank.Server.Jobs;

/// <summary>Reads what was asked for, one thing after the other, scores and publishes. What goes wrong is a row in the log of syncs; the server goes on.</summary>
internal sealed class SyncRunner : BackgroundService
{
    /// <summary>GitHub redelivers for three days; a ledger of three months is beyond doubt. Events stay for good.</summary>
    private static readonly TimeSpan LedgerKept = TimeSpan.FromDays(90);

    private readonly ServerOptions options;
    private readonly LiveWorkspace workspace;
    private readonly SyncQueue queue;
    private readonly SyncTickets tickets;
    private readonly SyncProgress progress;
    private readonly Lanes lanes;
    private readonly Published published;
    private readonly ILogger<SyncRunner> log;
    private readonly Refresh refresh;
    private (Workspace Of, RepositoryFetch Fetch, ForgeCatchUp CatchUp)? network;

    public SyncRunner(ServerOptions options, LiveWorkspace workspace, SyncQueue queue, SyncTickets tickets, SyncProgress progress, Published published, Lanes lanes, ILogger<SyncRunner> log)
    {
        (this.options, this.workspace, this.queue, this.tickets, this.progress, this.published, this.lanes, this.log) = (options, workspace, queue, tickets, progress, published, lanes, log);
        refresh = new(options.Store, options.FigureClock, options.Program) { Progress = progress, Publish = standing => published.Raise(standing) };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server listens first, and answers from what is stored before anything is read.
        await Task.Yield();
        PublishStored(stoppingToken);
        var work = SyncWork.None;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using (await lanes.EnterSync(stoppingToken)) await Task.Run(() => Work(work, stoppingToken), stoppingToken);

                // Reading and scoring need much more than waiting does; a server waits most of its time.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                work = await queue.Next(stoppingToken);
            }
            catch (Exception stopped) when (stoppingToken.IsCancellationRequested && (stopped is OperationCanceledException || DiskFailure.IsInterrupt(stopped)))
            {
                // What still waits is found by the reading after the next start.
                return;
            }
        }
    }

    /// <summary>What the last run stated is answered at once, while everything is looked at anew.</summary>
    private void PublishStored(CancellationToken cancel)
    {
        try
        {
            if (Standing.Read(options.Store, workspace.Current, cancel) is { Succeeded: true, Value: { } standing }) published.Raise(standing);
        }
        catch (IOException failure)
        {
            log.LogWarning("what was published last can't be read: {Problem}", DiskFailure.Of(failure));
        }
        catch (Exception stopped) when (cancel.IsCancellationRequested && (stopped is OperationCanceledException || DiskFailure.IsInterrupt(stopped)))
        {
            log.LogDebug("stopped before the first answer");
        }
    }

    private async Task Work(SyncWork work, CancellationToken cancel)
    {
        if (work.Ticket is { } id) tickets.Change(id, t => t with { State = SyncTicketState.Running, StartedAt = options.Clock.GetUtcNow() });
        progress.Waits(tickets.Open().Count(t => t.State == SyncTicketState.Waiting));
        progress.Begins();
        progress.Waits(tickets.Waiting);
        using var span = Spans.Sync();
        IReadOnlyList<Problem> problems = [];
        var failed = true;
        try
        {
            var report = await Read(work, cancel);
            (problems, failed) = (report.Problems, false);
            span.Tell(report);
            if (work.Ticket is { } done) Close(done, SyncTicketState.Done, report.Problems);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException) && !DiskFailure.IsInterrupt(failure))
        {
            log.LogError(failure, "a sync failed");
            var problem = DiskFailure.Of(failure) ?? new Problem("sync", 0, $"reading failed ({failure.GetType().Name}); the server's log says where", "please report it");
            problems = [problem];
            if (work.Ticket is { } lost) Close(lost, SyncTicketState.Failed, problems);
            Remember(problem, work.Ticket);
        }
        finally
        {
            progress.Ends(problems, failed);
        }
    }

    private async Task<SyncReport> Read(SyncWork work, CancellationToken cancel)
    {
        if (workspace.Reload()) log.LogInformation("the organisation file has changed and is in force");
        foreach (var problem in workspace.Problems) log.LogWarning("the organisation file as it stands is not in force: {Problem}", problem);
        progress.Configured(workspace.Problems);
        var now = workspace.Current;
        var names = work.Everywhere ? [.. now.Organisation.Repositories.Select(r => r.Name)] : work.Names;
        var (fetch, catchUp) = Network(now);
        var found = catchUp is null ? [] : await catchUp.Run(work with { Names = names }, cancel);
        var report = refresh.Run(now, fetch, new(work.Homes, names) { Rescore = work.Rescore, Before = [.. workspace.Problems, .. found], Id = work.Ticket }, cancel);
        options.Store.ForgetDeliveries(options.Clock.GetUtcNow() - LedgerKept, cancel);
        foreach (var problem in report.Problems.Skip(workspace.Problems.Count)) log.LogWarning("{Problem}", problem);
        if (report.PatchesAdded > 0 && log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} commits are new in {Repositories}", report.PatchesAdded, string.Join(", ", names));
        if (report.UsageAdded > 0 && log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} responses are new", report.UsageAdded);
        return report;
    }

    private (RepositoryFetch? Fetch, ForgeCatchUp? CatchUp) Network(Workspace now)
    {
        if (options.Offline) return (null, null);
        if (network is not { } known || !ReferenceEquals(known.Of, now)) network = known = (now, new(now.Organisation, options.Variable, clones: false), new(options, now));
        return (known.Fetch, known.CatchUp);
    }

    private void Close(long id, SyncTicketState state, IReadOnlyList<Problem> problems) =>
        tickets.Change(id, t => t with { State = state, FinishedAt = options.Clock.GetUtcNow(), Problems = [.. problems] });

    private void Remember(Problem problem, long? ticket)
    {
        var now = options.Clock.GetUtcNow();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        if (ticket is { } id) counts[SyncIds.Count] = id;
        try
        {
            options.Store.AddSyncRun(new(now, now, options.Program, counts, [problem]), CancellationToken.None);
        }
        catch (IOException disk)
        {
            log.LogError(disk, "the log of syncs can't be written");
        }
    }
}
