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

        var (spend, work) = Read(context, prices.Value, since, until);
        var overview = new Overview(since, until, context.AsOf, context.Zone, spend, prices.Value, work);
        if (context.Json) OverviewDocument.Write(context.Terminal.Data, overview);
        else OverviewText.Write(context.Terminal, overview);
        return spend.Ingest.Skipped.Count > 0 || work?.Problems.Count > 0 ? ExitCode.Partial : ExitCode.Ok;
    }

    private static (Spend Spend, RecentWork? Work) Read(CommandContext context, PriceList prices, DateOnly since, DateOnly until)
    {
        var ingest = new IngestReport();
        using var progress = new ProgressLine(context.Terminal, context.Environment.Clock, () => $"reading usage logs ({ingest.Files} files, {ingest.Bytes / 1_000_000} MB) and the repository");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        // git is another process: it works while the logs are read.
        var cloning = RepositoryFinder.Above(context.Environment.WorkingDirectory) is { } root
            ? Task.Run(() => LocalClone.Read(new(root, context.Environment.Home, context.AsOf), stop.Token), stop.Token)
            : null;
        try
        {
            var reading = HomeReader.Read(new(context.Environment.Home, context.Environment.Variables, WithSessions: cloning is not null, context.Environment.Clock), ingest, context.Cancellation);
            var usage = LocalUsage.Of(reading.Rows, reading.Sessions, prices, context.AsOf);
            var spend = new Spend(UsageSummary.Of(usage.Rows, prices, UsageGrouping.Day, context.Zone, since, until), ingest);
            return (spend, cloning is null ? null : RecentWorkBuilder.Build(cloning.GetAwaiter().GetResult(), usage, context.Cancellation));
        }
        finally
        {
            stop.Cancel();
        }
    }
}

/// <summary>What agents spent on this machine.</summary>
internal sealed record Spend(UsageSummary Summary, IngestReport Ingest);

/// <summary>The whole answer.</summary>
/// <param name="Work">Null outside any repository.</param>
internal sealed record Overview(DateOnly Since, DateOnly Until, DateTimeOffset AsOf, TimeZoneInfo Zone, Spend Spend, PriceList Prices, RecentWork? Work)
{
    /// <summary>Days of the period, both ends included.</summary>
    public int Days => Until.DayNumber - Since.DayNumber + 1;
}
