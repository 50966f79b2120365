using Shiprank.Core;
using Shiprank.Engine.Mirrors;
using Shiprank.Engine.Sync;
using Shiprank.Sources.Prices;
using Shiprank.Store;

namespace Shiprank.Server.Jobs;

/// <summary>Reads repositories again that were asked for, one after the other, and scores. What goes wrong is a row in the log of syncs; the server goes on.</summary>
internal sealed class RefreshWorker : BackgroundService
{
    /// <summary>GitHub redelivers for three days; a ledger of three months is beyond doubt. Events stay for good.</summary>
    private static readonly TimeSpan LedgerKept = TimeSpan.FromDays(90);

    private readonly ServerOptions options;
    private readonly RefreshQueue queue;
    private readonly ILogger<RefreshWorker> log;
    private readonly RepositoryRefresh refresh;
    private readonly ForgeCatchUp? catchUp;

    public RefreshWorker(ServerOptions options, RefreshQueue queue, ILogger<RefreshWorker> log)
    {
        (this.options, this.queue, this.log) = (options, queue, log);
        var fetch = options.Offline ? null : new RepositoryFetch(options.Workspace.Organisation, options.Variable, clones: false);
        catchUp = options.Offline ? null : new(options);
        refresh = new(options.Store, options.Workspace, fetch, PriceBook.Embedded, options.Clock, options.Program);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var work = await queue.Next(stoppingToken);
                await Task.Run(() => Refresh(work, stoppingToken), stoppingToken);

                // Reading and scoring need much more than waiting does; a server waits most of its time.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            catch (Exception stopped) when (stoppingToken.IsCancellationRequested && (stopped is OperationCanceledException || DiskFailure.IsInterrupt(stopped)))
            {
                // What still waits is found by the reading after the next start.
                return;
            }
        }
    }

    private async Task Refresh(RefreshWork work, CancellationToken cancel)
    {
        var names = string.Join(", ", work.Names);
        try
        {
            var found = catchUp is null ? [] : await catchUp.Run(work, cancel);
            var report = refresh.Run(work.Names, found, cancel);
            options.Store.ForgetDeliveries(options.Clock.GetUtcNow() - LedgerKept, cancel);
            foreach (var problem in report.Problems) log.LogWarning("{Problem}", problem);
            if (report.PatchesAdded > 0 && log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} commits are new in {Repositories}", report.PatchesAdded, names);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException) && !DiskFailure.IsInterrupt(failure))
        {
            log.LogError(failure, "reading {Repositories} failed", names);
            Remember(names, failure);
        }
    }

    private void Remember(string names, Exception failure)
    {
        var problem = DiskFailure.Of(failure) ?? new Problem(names, 0, $"reading failed ({failure.GetType().Name}); the server's log says where", "please report it");
        var now = options.Clock.GetUtcNow();
        try
        {
            options.Store.AddSyncRun(new(now, now, options.Program, new Dictionary<string, long>(StringComparer.Ordinal), [problem]), CancellationToken.None);
        }
        catch (IOException disk)
        {
            log.LogError(disk, "the log of syncs can't be written");
        }
    }
}
