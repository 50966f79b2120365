using System.Security.Cryptography;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Asks for every repository and home after the start and then from time to time: forges send no hook for a push that moves many branches, none while
/// the server was away, and none again when one got lost; agents' logs send none at all.
/// </summary>
internal sealed class SyncSchedule(ServerOptions options, LiveWorkspace workspace, SyncQueue queue) : BackgroundService
{
    private const int JitterPercent = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server listens first.
        await Task.Yield();
        await Task.WhenAll(
            Ask(SyncWork.None with { Everywhere = true }, () => TimeSpan.FromMinutes(workspace.Current.Organisation.Mirrors.EveryMinutes), stoppingToken),
            options.HomesEvery > TimeSpan.Zero ? Ask(SyncWork.None with { Homes = true }, () => options.HomesEvery, stoppingToken) : Task.CompletedTask);
    }

    private async Task Ask(SyncWork work, Func<TimeSpan> every, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                queue.Ask(work);
                await Task.Delay(every() * (RandomNumberGenerator.GetInt32(100 - JitterPercent, 101 + JitterPercent) / 100.0), options.Clock, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Nothing waits for it. A little longer or shorter each time, many servers do not ask one forge at the same moment.
            return;
        }
    }
}
