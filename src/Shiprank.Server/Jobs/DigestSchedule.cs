using Shiprank.Engine.Digests;
using Shiprank.Store;

namespace Shiprank.Server.Jobs;

/// <summary>
/// Sends the week's digests on Monday from the hour that the organisation file names, in its zone; after a server that was away, until Wednesday. Which
/// went out is in the store, so it may look as often as it likes.
/// </summary>
internal sealed class DigestSchedule(ServerOptions options, LiveWorkspace workspace, Published published, ILogger<DigestSchedule> log) : BackgroundService
{
    private static readonly TimeSpan between = TimeSpan.FromMinutes(10);

    /// <summary>Whether digests of the week before are due.</summary>
    public static bool IsDue(DateTimeOffset now, TimeZoneInfo zone, int hour)
    {
        var there = TimeZoneInfo.ConvertTime(now, zone);
        return there.DayOfWeek switch
        {
            DayOfWeek.Monday => there.Hour >= hour,
            DayOfWeek.Tuesday or DayOfWeek.Wednesday => true,
            _ => false,
        };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await Look(stoppingToken);
                await Task.Delay(between, options.Clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not sent is due after the next start.
            return;
        }
    }

    private async Task Look(CancellationToken cancel)
    {
        var organisation = workspace.Current.Organisation;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(organisation.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        var now = options.Clock.GetUtcNow();
        if (!organisation.Digest.IsOn || options.AsOf is not null || !IsDue(now, zone, organisation.Digest.Hour) || published.Now is not { } publication) return;

        // Figures from before the week's end say nothing of the week.
        if (Digest.LastWeek(publication.Standing.AsOf, zone) != Digest.LastWeek(now, zone)) return;
        try
        {
            var report = await new DigestRound(options.Store, new(options.Variable)).Send(publication.Standing, options.Offline, cancel);
            if (report.Sent > 0 && log.IsEnabled(LogLevel.Information)) log.LogInformation("{Count} digests sent", report.Sent);
            foreach (var problem in report.Problems) log.LogWarning("{Problem}", problem);
        }
        catch (IOException failure)
        {
            log.LogWarning("digests wait: {Problem}", DiskFailure.Of(failure));
        }
    }
}
