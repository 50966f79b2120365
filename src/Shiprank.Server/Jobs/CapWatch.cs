namespace Shiprank.Server.Jobs;

/// <summary>Keeps <see cref="LiveCaps"/> current: after each publication, and every minute, so that what is known of tickets ages as it says.</summary>
internal sealed class CapWatch(ServerOptions options, LiveCaps caps, Published published, ILogger<CapWatch> log) : BackgroundService
{
    private static readonly TimeSpan again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var (version, events) = (0L, -1L);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var waiting = published.After(version, stoppingToken);
                await Task.WhenAny(waiting, Task.Delay(again, options.Clock, stoppingToken));
                if (waiting.IsCompletedSuccessfully) version = waiting.Result.Version;
                var count = await Task.Run(options.Store.CountEvents, stoppingToken);
                if (count == events && !waiting.IsCompletedSuccessfully) continue;
                await Task.Run(() => caps.Refresh(published.Now?.Standing, stoppingToken), stoppingToken);
                events = count;
            }
            catch (IOException failure)
            {
                log.LogError("tickets can't be read: {Reason}; what is known of them ages meanwhile", failure.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
