using Shiprank.Engine.Digests;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Sends the digests of a week on the Monday after it, from seven o'clock where the organisation is; what failed is tried again for two days. Figures
/// have to be from after the week's end.
/// </summary>
internal sealed class DigestSchedule(ServerOptions options, LiveWorkspace workspace, Published published, ILogger<DigestSchedule> log) : BackgroundService
{
    private const int Hour = 7;
    private static readonly TimeSpan late = TimeSpan.FromDays(2);
    private static readonly TimeSpan every = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await Task.Delay(every, options.Clock, stoppingToken);
                try
                {
                    await Look(stoppingToken);
                }
                catch (IOException failure)
                {
                    log.LogError("digests: {Reason}; tried again", failure.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was sent is noted; the rest goes out after the next start.
            return;
        }
    }

    internal async Task Look(CancellationToken cancel)
    {
        var current = workspace.Current;
        if (workspace.IsMissing || options.Offline || !DigestRound.HasWays(current.Organisation.Digest) || published.Now is not { } now) return;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(current.Organisation.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var moment = options.Clock.GetUtcNow();
        var week = DigestWeek.Last(moment, zone);
        var here = TimeZoneInfo.ConvertTime(moment, zone).DateTime - week.Until.AddDays(1).ToDateTime(new(Hour, 0));
        if (here < TimeSpan.Zero || here > late || now.Standing.AsOf.UtcDateTime < week.Until.AddDays(1).ToDateTime(TimeOnly.MinValue)) return;
        foreach (var outcome in await new DigestRound(options.Store, current, options.Variable, options.Clock).Send(now.Standing, week, cancel))
        {
            Say(DigestWeek.Name(week), outcome);
        }
    }

    private void Say(string week, DigestOutcome outcome)
    {
        var (subject, way) = (outcome.Subject, outcome.Way);
        if (outcome.State == DigestState.Sent && log.IsEnabled(LogLevel.Information)) log.LogInformation("digest of {Week} for {Subject}: sent by {Way}", week, subject, way);
        if (outcome.Problem is { Where: var where, Reason: var reason }) log.LogWarning("digest of {Week} for {Subject} by {Way}: {Where}: {Reason}", week, subject, way, where, reason);
    }
}
