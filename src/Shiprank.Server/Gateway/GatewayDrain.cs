using Shiprank.Engine.Gateway;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Gateway;

/// <summary>
/// Takes what stands in the gateway's journal into the store, beside the calls: however long the store is busy or away, no call waits for it, and nothing of
/// what is written down is lost.
/// </summary>
internal sealed class GatewayDrain(ServerOptions options, GatewayDesk desk, LiveWorkspace workspace, LiveCaps caps, SyncQueue syncs, SyncProgress progress, ILogger<GatewayDrain> log) : BackgroundService
{
    private const int BatchBytes = 2 * 1024 * 1024;

    /// <summary>So long what comes gathers: a run that was stopped is to be seen soon.</summary>
    private static readonly TimeSpan gathering = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan afterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan idle = TimeSpan.FromMilliseconds(500);

    private readonly GatewayIntake intake = new(options.Store);
    private DateTimeOffset nextFigures;
    private bool isNew;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server listens first; what an earlier process left is taken over at once.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if ((desk.Current ?? (desk.HasFolder ? desk.Open(caps.Current.Settings) : null)) is not { } open)
                {
                    await Task.Delay(idle, stoppingToken);
                    continue;
                }

                var took = await Task.Run(() => Take(open.Journal, stoppingToken), stoppingToken);
                AskForFigures();
                if (took == 0) await open.Journal.Changed(stoppingToken);
                await Task.Delay(took >= BatchBytes ? breath : gathering, stoppingToken);
            }
            catch (Exception stopped) when (stoppingToken.IsCancellationRequested && (stopped is OperationCanceledException or ObjectDisposedException || DiskFailure.IsInterrupt(stopped)))
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // It stays in the journal and is tried again.
                log.LogError(failure, "the gateway's calls could not be taken into the store");
                await Task.Delay(afterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>About how many bytes were taken; 0 when nothing waited.</returns>
    private long Take(CallJournal journal, CancellationToken cancel)
    {
        var (entries, next) = journal.Read(journal.Place, BatchBytes);
        if (next == journal.Place) return 0;
        if (entries.Count > 0)
        {
            var added = intake.Take(entries, workspace.Current, next, cancel);
            isNew |= added.Added + added.Replaced > 0;
        }

        var bytes = next.Segment == journal.Place.Segment ? next.Bytes - journal.Place.Bytes : next.Bytes;
        journal.TakenOver(next);
        return Math.Max(1, bytes);
    }

    /// <summary>At most once in half a minute, and in ten times as long as the last scoring took.</summary>
    private void AskForFigures()
    {
        var now = options.Clock.GetUtcNow();
        if (!isNew || now < nextFigures) return;
        isNew = false;
        nextFigures = now + TimeSpan.FromTicks(Math.Max(TimeSpan.FromSeconds(30).Ticks, 10 * progress.Tally.Last.Ticks));
        syncs.Written();
    }
}
