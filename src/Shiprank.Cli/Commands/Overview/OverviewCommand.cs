using Shiprank.Cli.Terminal;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Engine.Local;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Prices;

namespace Shiprank.Cli.Commands.Overview;

/// <summary>Bare <c>shiprank</c>: seven days' spend on this machine and what became of this repository's last changes. No store, no configuration, no network.</summary>
internal static class OverviewCommand
{
    private const int Days = 7;

    public static ExitCode Run(CommandContext context)
    {
        var until = context.Until ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(context.AsOf, context.Zone).DateTime);
        var since = context.Since ?? until.AddDays(1 - Days);
        if (since > until) return context.Fail(ExitCode.Usage, "--since is later than --until");
        var prices = PriceBook.Load(null);
        if (!prices.Succeeded) return context.Fail(ExitCode.Failure, prices.Problem);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        // git is another process: it works while the logs are read.
        var cloning = RepositoryFinder.Above(context.Environment.WorkingDirectory) is { } root
            ? Task.Run(() => LocalClone.Read(new(root, context.Environment.Home, context.AsOf), stop.Token), stop.Token)
            : null;
        try
        {
            var (usage, ingest) = ReadUsage(context, prices.Value, withSessions: cloning is not null);
            var summary = UsageSummary.Of(usage.Rows, prices.Value, UsageGrouping.Day, context.Zone, since, until);
            var overview = new Overview(since, until, context.AsOf, context.Zone, summary, ingest, prices.Value);
            if (!context.Json) OverviewText.WriteUsage(context.Terminal, overview);
            var work = cloning is null ? null : Join(context, cloning, usage);
            if (context.Json) OverviewDocument.Write(context.Terminal.Data, overview, work);
            else if (work is not null) OverviewText.WriteWork(context.Terminal, overview, work);
            return ingest.Skipped.Count > 0 || work?.Problems.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
        }
        finally
        {
            stop.Cancel();
        }
    }

    private static (LocalUsage Usage, IngestReport Ingest) ReadUsage(CommandContext context, PriceList prices, bool withSessions)
    {
        var ingest = new IngestReport();
        using var progress = new ProgressLine(context.Terminal, context.Environment.Clock, () => $"reading usage logs: {ingest.Files} files, {ingest.Bytes / 1_000_000} MB");
        var reading = HomeReader.Read(new(context.Environment.Home, context.Environment.Variables, withSessions, context.Environment.Clock, withSessions ? LocalClone.Hasher : null), ingest, context.Cancellation);
        return (LocalUsage.Of(reading.Rows, reading.Sessions, reading.Edits, prices, context.AsOf), ingest);
    }

    private static RecentWork Join(CommandContext context, Task<LocalClone> cloning, LocalUsage usage)
    {
        // The usage is on the screen while the repository is still read.
        context.Terminal.Data.Flush();
        using var progress = new ProgressLine(context.Terminal, context.Environment.Clock, () => "reading the repository");
        return RecentWorkBuilder.Build(cloning.GetAwaiter().GetResult(), usage, context.Cancellation);
    }
}

/// <summary>The period and what agents spent in it on this machine.</summary>
internal sealed record Overview(DateOnly Since, DateOnly Until, DateTimeOffset AsOf, TimeZoneInfo Zone, UsageSummary Usage, IngestReport Ingest, PriceList Prices)
{
    /// <summary>Days of the period, both ends included.</summary>
    public int Days => Until.DayNumber - Since.DayNumber + 1;
}
