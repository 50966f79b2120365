using System.Diagnostics;
using Shiprank.Engine.Sync;

namespace Shiprank.Server.Telemetry;

/// <summary>What traces tell of the background work: counts, never names. Without a listener it costs nothing.</summary>
internal static class Spans
{
    public const string Name = "Shiprank";

    private static readonly ActivitySource Source = new(Name);

    public static Activity? Sync() => Source.StartActivity("sync");

    public static void Tell(this Activity? span, SyncReport report)
    {
        span?.SetTag("shiprank.usage.added", report.UsageAdded);
        span?.SetTag("shiprank.patches.added", report.PatchesAdded);
        span?.SetTag("shiprank.restated", report.Restated);
        span?.SetTag("shiprank.problems", report.Problems.Count);
    }
}
