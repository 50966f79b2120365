using Shiprank.Engine.Alerts;
using Shiprank.Server.Features.Loops;
using Shiprank.Store;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Judges budgets, jobs and rates whenever results are published, which is soon after rows arrive, and runs by themselves within seconds after they told
/// something; sends what is new. What could not be sent is tried again every few minutes.
/// </summary>
internal sealed class AlertWatch(ServerOptions options, LiveWorkspace workspace, Published published, LoopDesk loops, ILogger<AlertWatch> log) : BackgroundService
{
    private static readonly TimeSpan again = TimeSpan.FromMinutes(5);

    /// <summary>How soon a run's news are looked at.</summary>
    private static readonly TimeSpan often = TimeSpan.FromSeconds(5);

    /// <summary>Of runs, what was judged last; −1: nothing.</summary>
    private long judged = -1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var version = 0L;
        var looked = options.Clock.GetUtcNow();
        var waiting = published.After(version, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAny(waiting, Task.Delay(often, options.Clock, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
                var fresh = waiting.IsCompletedSuccessfully ? waiting.Result : null;
                if (fresh is null && options.Store.CapChanges == judged && options.Clock.GetUtcNow() - looked < again) continue;
                if (fresh is not null)
                {
                    version = fresh.Version;
                    waiting = published.After(version, stoppingToken);
                }

                looked = options.Clock.GetUtcNow();
                await Task.Run(() => Look(fresh, stoppingToken), stoppingToken);
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

    /// <param name="fresh">Null: nothing was published since, but runs may have told something, and something may wait to be sent.</param>
    internal async Task Look(Publication? fresh, CancellationToken cancel)
    {
        var current = workspace.Current;
        if (workspace.IsMissing) return;
        var round = new AlertRound(options.Store, current, options.Variable, options.Clock);
        if (fresh is not null && AlertJudge.Watches(current.Organisation)) Tell(round.Judge(fresh.Standing, cancel));
        if (published.Now is { } now && !current.Organisation.Caps.IsEmpty)
        {
            var changes = options.Store.CapChanges;
            Tell(round.Judge(loops.View(now.Standing, cancel), cancel));
            judged = changes;
        }

        if (options.Offline) return;
        foreach (var outcome in await round.Send(cancel))
        {
            var (way, count) = (outcome.Way, outcome.Alerts);
            if (outcome.Problem is { Where: var where, Reason: var reason }) log.LogWarning("alerts by {Way}: {Where}: {Reason}", way, where, reason);
            else if (log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} alerts are sent by {Way}", count, way);
        }
    }

    private void Tell(IReadOnlyList<StoredAlert> alerts)
    {
        foreach (var alert in alerts)
        {
            if (log.IsEnabled(LogLevel.Information)) log.LogInformation("alert {Id}: {Title}", alert.Id, alert.What.Title);
        }
    }
}
