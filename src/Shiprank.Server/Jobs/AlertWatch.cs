using Shiprank.Engine.Alerts;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Judges budgets, jobs and rates whenever results are published, which is soon after rows arrive, and sends what is new; what could not be sent is tried
/// again every few minutes.
/// </summary>
internal sealed class AlertWatch(ServerOptions options, LiveWorkspace workspace, Published published, ILogger<AlertWatch> log) : BackgroundService
{
    private static readonly TimeSpan again = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var version = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var waiting = published.After(version, stoppingToken);
                await Task.WhenAny(waiting, Task.Delay(again, options.Clock, stoppingToken));
                if (waiting.IsCompletedSuccessfully) version = waiting.Result.Version;
                await Task.Run(() => Look(waiting.IsCompletedSuccessfully ? waiting.Result : null, stoppingToken), stoppingToken);
            }
            catch (IOException failure)
            {
                log.LogError("alerts: {Reason}; tried again", failure.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // What is new is judged again after the next start, and known where it was kept.
                return;
            }
        }
    }

    /// <param name="fresh">Null: nothing is new, but something may wait to be sent.</param>
    internal async Task Look(Publication? fresh, CancellationToken cancel)
    {
        var current = workspace.Current;
        if (workspace.IsMissing || !AlertJudge.Watches(current.Organisation)) return;
        var round = new AlertRound(options.Store, current, options.Variable, options.Clock);
        if (fresh is not null)
        {
            foreach (var alert in round.Judge(fresh.Standing, cancel))
            {
                if (log.IsEnabled(LogLevel.Information)) log.LogInformation("alert {Id}: {Title}", alert.Id, alert.What.Title);
            }
        }

        if (options.Offline) return;
        foreach (var outcome in await round.Send(cancel))
        {
            var (way, count) = (outcome.Way, outcome.Alerts);
            if (outcome.Problem is { Where: var where, Reason: var reason }) log.LogWarning("alerts by {Way}: {Where}: {Reason}", way, where, reason);
            else if (log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} alerts are sent by {Way}", count, way);
        }
    }
}
