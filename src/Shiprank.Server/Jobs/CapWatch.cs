using Shiprank.Server.Gateway;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Keeps <see cref="LiveCaps"/> current: after each publication, and within a minute of an event about tickets. What runs whose output landed had used
/// of a grace is given back then.
/// </summary>
internal sealed class CapWatch(ServerOptions options, LiveCaps caps, GatewayDesk desk, Published published, ILogger<CapWatch> log) : BackgroundService
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
                await Task.Run(() => Refresh(stoppingToken), stoppingToken);
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

    private void Refresh(CancellationToken cancel)
    {
        caps.Refresh(cancel);
        foreach (var back in caps.Settlement?.Returns ?? [])
        {
            // The same return again changes nothing: the journal knows what was given back.
            desk.Open(caps.Current.Settings)?.PutBack($"{back.Run} {back.Counter}", back.Run, back.Counter, back.Amount);
        }
    }
}
