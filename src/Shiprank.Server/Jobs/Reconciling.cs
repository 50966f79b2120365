using System.Security.Cryptography;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Asks for every repository after the start and then from time to time: forges send no hook for a push that moves many branches, none while
/// the server was away, and none again when one got lost.
/// </summary>
internal sealed class Reconciling(ServerOptions options, RefreshQueue queue) : BackgroundService
{
    private const int JitterPercent = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The server listens first.
        await Task.Yield();
        var names = options.Workspace.Organisation.Repositories.Select(r => r.Name).ToList();
        try
        {
            while (true)
            {
                queue.Ask(new(names, []));
                await Task.Delay(Interval(), options.Clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nothing waits for it.
            return;
        }
    }

    /// <summary>A little longer or shorter each time, so that many servers do not ask one forge at the same moment.</summary>
    private TimeSpan Interval()
    {
        var seconds = options.Workspace.Organisation.Mirrors.EveryMinutes * 60;
        return TimeSpan.FromSeconds(seconds * RandomNumberGenerator.GetInt32(100 - JitterPercent, 101 + JitterPercent) / 100.0);
    }
}
