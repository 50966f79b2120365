using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Store;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Looks by every rule whenever results are published, within a minute after usage came, and once an hour for what only time changes; draws changes for
/// review; tells webhooks. It looks at one thing at a time.
/// </summary>
internal sealed class SignalWatch(ServerOptions options, LiveWorkspace workspace, Published published, ILogger<SignalWatch> log) : BackgroundService
{
    private static readonly TimeSpan often = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan atLeast = TimeSpan.FromHours(1);

    private readonly SignalFactsReader facts = new(options.Store);
    private long seen = -1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var version = 0L;
        var looked = DateTimeOffset.MinValue;
        var waiting = published.After(version, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.WhenAny(waiting, Task.Delay(often, options.Clock, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
                var fresh = waiting.IsCompletedSuccessfully;
                if (fresh)
                {
                    version = waiting.Result.Version;
                    waiting = published.After(version, stoppingToken);
                }

                var now = options.Clock.GetUtcNow();
                if (fresh || options.Store.UsageChanges != seen || now - looked >= atLeast)
                {
                    await Task.Run(() => Look(stoppingToken), stoppingToken);
                    looked = now;
                }

                await Tell(stoppingToken);
            }
            catch (Exception stopped) when (stoppingToken.IsCancellationRequested && (stopped is OperationCanceledException || DiskFailure.IsInterrupt(stopped)))
            {
                // What is new is found again after the next start.
                return;
            }
            catch (IOException failure)
            {
                log.LogError("signals: {Reason}; looked at again", failure.Message);
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException))
            {
                // A rule that stumbles over what it is shown must not take pages and gateway with it.
                log.LogError(failure, "signals could not be looked at; tried again");
            }
        }
    }

    /// <summary>Nothing is known before the first results.</summary>
    internal void Look(CancellationToken cancel)
    {
        if (workspace.IsMissing || published.Now is not { Standing: var standing }) return;
        var mark = options.Store.UsageChanges;
        var steps = new SignalRound(options.Store, workspace.Current.Organisation, options.FigureClock).Look(facts.Read(standing, options.FigureClock.GetUtcNow(), cancel), cancel);
        seen = mark;
        if (steps.Count > 0 && log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} steps of questions", steps.Count);
        Draw(standing, cancel);
    }

    private void Draw(Standing standing, CancellationToken cancel)
    {
        foreach (var sample in new ReviewDesk(options.Store, options.FigureClock).Draw(standing, cancel))
        {
            if (log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} changes of the week of {Week} are drawn for review", sample.Changes.Count, sample.Week.ToString("O"));
        }
    }

    private async Task Tell(CancellationToken cancel)
    {
        if (options.Offline || workspace.IsMissing) return;
        foreach (var outcome in await new SignalPosts(options.Store, workspace.Current, options.Variable, options.FigureClock).Send(cancel))
        {
            if (outcome.Problem is { Where: var where, Reason: var reason }) log.LogWarning("signals to webhook {Place}: {Where}: {Reason}", outcome.Place, where, reason);
            else if (outcome.Posted > 0 && log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} steps of questions went to webhook {Place}", outcome.Posted, outcome.Place);
        }
    }
}
