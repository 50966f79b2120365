using Shiprank.Engine.Telemetry;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>
/// Takes what lies in the spool into the store, in large batches, on a thread of its own: however long the store is busy, nobody waits for it. What is
/// new leads to new figures, at a rate that leaves the machine to its readers.
/// </summary>
internal sealed class TelemetryDrain(ServerOptions options, TelemetryQueue queue, LiveWorkspace workspace, SyncQueue syncs, SyncProgress progress, ILogger<TelemetryDrain> log) : BackgroundService
{
    private const int BatchBytes = 2 * 1024 * 1024;

    /// <summary>So long what comes gathers: a batch costs the store about the same whatever is in it.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(500);

    /// <summary>Between batches while more waits: readers and senders have the machine, too.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    /// <summary>How often what was only left out is written down.</summary>
    private static readonly TimeSpan Tallying = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    private readonly TelemetryIntake intake = new(options.Store);
    private DateTimeOffset nextFigures;
    private bool isNew;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server listens first; what an earlier process left is taken over at once.
        await Task.Yield();
        if (queue.HasFolder && queue.Spool is { } left && log.IsEnabled(LogLevel.Debug)) log.LogDebug("{Bytes} bytes of telemetry wait", left.Waiting);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var took = await Task.Run(() => Take(stoppingToken), stoppingToken);
                AskForFigures();
                if (took == 0) await Wait(stoppingToken);
                else await Task.Delay(took < BatchBytes ? Gathering : Breath, stoppingToken);
            }
            catch (Exception stopped) when (stoppingToken.IsCancellationRequested && (stopped is OperationCanceledException || DiskFailure.IsInterrupt(stopped)))
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // It stays in the spool and is tried again.
                log.LogError(failure, "telemetry could not be taken into the store");
                await Task.Delay(AfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Wait(CancellationToken cancel)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        soon.CancelAfter(Tallying);
        try
        {
            if (queue.Spool is { } spool) await spool.Changed(soon.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            if (queue.LeftOut.Take() is { Count: > 0 } counts && queue.Spool is { } spool) await spool.Append(ReceivedCodec.Write(new() { ReceivedAt = options.Clock.GetUtcNow(), Counts = counts }));
        }
    }

    /// <returns>Bytes that were taken; 0 when nothing waited.</returns>
    private int Take(CancellationToken cancel)
    {
        if (queue.Spool is not { } spool) return 0;
        var (records, next) = spool.Read(spool.Position, BatchBytes);
        if (next == spool.Position) return 0;
        if (records.Count > 0)
        {
            var leftOut = new ReceivedTelemetry { ReceivedAt = options.Clock.GetUtcNow(), Counts = queue.LeftOut.Take() };
            var added = intake.Take([.. records.Select(r => ReceivedCodec.Read(r)), leftOut], workspace.Current, next, cancel);
            isNew |= added.Added + added.Replaced > 0;
        }

        spool.Stored(next);
        return records.Sum(r => r.Length);
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
