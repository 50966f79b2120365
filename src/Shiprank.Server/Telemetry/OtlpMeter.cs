using System.Diagnostics.Metrics;
using Shiprank.Server.Features.Loops;
using Shiprank.Server.Gateway;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Telemetry;

/// <summary>The figures of <c>/metrics</c> that the framework does not measure, as instruments.</summary>
internal sealed class OtlpMeter(ServerOptions options, SyncProgress progress, SyncQueue queue, Published published, LoopDesk loops, GatewayTally gateway, GatewayDesk desk) : IHostedService, IDisposable
{
    private readonly Meter meter = new(Spans.Name);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meter.CreateObservableCounter("shiprank.sync.runs", () => progress.Tally.Runs);
        meter.CreateObservableCounter("shiprank.sync.failures", () => progress.Tally.Failures);
        meter.CreateObservableCounter("shiprank.sync.duration", () => progress.Tally.Total.TotalSeconds, "s");
        meter.CreateObservableGauge("shiprank.sync.problems", () => progress.Now.LastProblems.Count);
        meter.CreateObservableGauge("shiprank.queue.length", () => queue.Length);
        meter.CreateObservableGauge("shiprank.published.version", () => published.Version);
        meter.CreateObservableGauge("shiprank.published.age", () => published.Now is { } now ? (options.Clock.GetUtcNow() - now.At).TotalSeconds : 0, "s");
        meter.CreateObservableCounter("shiprank.gateway.calls", () => gateway.Ended.Select(e => new Measurement<long>(e.Value, new KeyValuePair<string, object?>("end", e.Key))));
        meter.CreateObservableCounter("shiprank.gateway.refused", () => gateway.Refusals.Select(e => new Measurement<long>(e.Value, new KeyValuePair<string, object?>("reason", e.Key))));
        meter.CreateObservableGauge("shiprank.gateway.under_way", () => gateway.UnderWay);
        meter.CreateObservableGauge("shiprank.gateway.reserved", () => (double)(desk.Current?.HeldUsd ?? 0), "{USD}");
        meter.CreateObservableGauge("shiprank.gateway.journal.waiting", () => desk.Current?.Journal.Waiting ?? 0, "By");
        meter.CreateObservableGauge("shiprank.loops.running", () => loops.Last?.Running.Count ?? 0);
        meter.CreateObservableGauge("shiprank.loops.stopped", () => loops.Last?.Stopped.Count ?? 0);
        meter.CreateObservableGauge("shiprank.loops.abandoned", () => loops.Last?.Abandoned.Count ?? 0);
        meter.CreateObservableGauge("shiprank.loops.kept_back", () => (double)(loops.Last?.Saved.Mid ?? 0), "USD", "An estimate.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => meter.Dispose();
}
