using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Core.Signals.Desk;
using Shiprank.Server.Features.Loops;
using Shiprank.Server.Features.Signals;
using Shiprank.Server.Gateway;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Telemetry;

/// <summary><c>/metrics</c>: how the server is doing, in numbers. No person, team or repository has a name in it.</summary>
internal sealed class MetricsEndpoint(ServerOptions options, RequestTally requests, SyncProgress progress, SyncQueue queue, Published published, LoopDesk loops, SignalBook signals, GatewayTally gateway, GatewayDesk desk)
{
    public static void Map(WebApplication app)
    {
        var endpoint = ActivatorUtilities.CreateInstance<MetricsEndpoint>(app.Services);
        app.MapGet("/metrics", (RequestDelegate)endpoint.Write).Needing(Right.Metrics).DisableRateLimiting();
    }

    private Task Write(HttpContext context)
    {
        var text = new PrometheusText();
        Requests(text);
        Syncs(text);
        Results(text);
        Gateway(text);
        Loops(text);
        Signals(text);
        Process(text);
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private void Requests(PrometheusText text)
    {
        const string name = "shiprank_http_request_duration_seconds";
        text.Head(name, "histogram", "Requests by route and status, by how long they took.");
        foreach (var ((method, route, status), histogram) in requests.All)
        {
            var code = PrometheusText.Number(status);
            var sum = 0L;
            for (var i = 0; i < histogram.Counts.Count; i++)
            {
                sum += histogram.Counts[i];
                text.Sample(name + "_bucket", sum, ("method", method), ("route", route), ("status", code), ("le", i < RequestTally.Ends.Count ? PrometheusText.Number(RequestTally.Ends[i]) : "+Inf"));
            }

            text.Sample(name + "_sum", histogram.Sum, ("method", method), ("route", route), ("status", code));
            text.Sample(name + "_count", sum, ("method", method), ("route", route), ("status", code));
        }
    }

    private void Syncs(PrometheusText text)
    {
        var (now, tally) = (progress.Now, progress.Tally);
        text.Counter("shiprank_sync_runs_total", "Runs of the background work since the start.", tally.Runs);
        text.Counter("shiprank_sync_failures_total", "Runs that failed.", tally.Failures);
        text.Counter("shiprank_sync_duration_seconds_total", "Seconds that runs took, all together.", tally.Total.TotalSeconds);
        text.Gauge("shiprank_sync_last_duration_seconds", "Seconds that the last run took.", tally.Last.TotalSeconds);
        text.Gauge("shiprank_sync_running", "1 while something is read or scored.", now.IsRunning ? 1 : 0);
        text.Gauge("shiprank_sync_problems", "What stood in the way of the last run.", now.LastProblems.Count);
        text.Gauge("shiprank_configuration_problems", "What keeps the organisation file as it stands from being in force.", now.Configuration.Count);
        text.Gauge("shiprank_queue_length", "Repositories and homes that wait to be looked at.", queue.Length);
        text.Gauge("shiprank_sync_requests_waiting", "Runs that were asked for and have not begun.", now.Waiting);
    }

    private void Results(PrometheusText text)
    {
        text.Gauge("shiprank_published_version", "Version of the results that pages and API answer from; 0 before the first.", published.Version);
        if (published.Now is { } now) text.Gauge("shiprank_published_age_seconds", "Seconds since these results were published.", Math.Max(0, (options.Clock.GetUtcNow() - now.At).TotalSeconds));
        text.Gauge("shiprank_store_bytes", "Bytes of the data file and of what is not yet merged into it.", StoreBytes());
    }

    private void Gateway(PrometheusText text)
    {
        text.Head("shiprank_gateway_calls_total", "counter", "Calls that were passed on, by how they ended: settled, estimated, failed, free.");
        foreach (var (how, count) in gateway.Ended) text.Sample("shiprank_gateway_calls_total", count, ("end", how));
        text.Head("shiprank_gateway_refused_total", "counter", "Calls that were not passed on, by reason.");
        foreach (var (reason, count) in gateway.Refusals) text.Sample("shiprank_gateway_refused_total", count, ("reason", reason));
        const string added = "shiprank_gateway_added_seconds";
        text.Head(added, "histogram", "What was added to a call before it went out.");
        var sum = 0L;
        for (var i = 0; i < gateway.Added.Count; i++)
        {
            sum += gateway.Added[i];
            text.Sample(added + "_bucket", sum, ("le", i < GatewayTally.Ends.Count ? PrometheusText.Number(GatewayTally.Ends[i]) : "+Inf"));
        }

        text.Sample(added + "_sum", gateway.AddedSeconds);
        text.Sample(added + "_count", sum);
        text.Gauge("shiprank_gateway_under_way", "Calls that are under way.", gateway.UnderWay);
        text.Gauge("shiprank_gateway_reserved_usd", "USD that calls under way hold at most.", (double)(desk.Current?.HeldUsd ?? 0));
        text.Gauge("shiprank_gateway_journal_waiting_bytes", "Bytes of the journal that are not in the store yet.", desk.Current?.Journal.Waiting ?? 0);
        text.Gauge("shiprank_gateway_journal_scarce", "1 while no space can be taken in advance: autonomous runs are refused.", desk.Current?.Journal.IsScarce == true ? 1 : 0);
    }

    /// <summary>As they were looked at last, which is whenever runs tell something.</summary>
    private void Loops(PrometheusText text)
    {
        if (loops.Last is not { } view) return;
        text.Gauge("shiprank_loops_running", "Runs without a human that go on.", view.Running.Count);
        text.Gauge("shiprank_loops_near_cap", "Those among them that have used four fifths of their cap.", view.Running.Count(r => r.IsNear));
        text.Gauge("shiprank_loops_stopped", "Runs that were stopped in thirty days.", view.Stopped.Count);
        text.Gauge("shiprank_loops_abandoned", "Runs whose output landed on no owned ticket.", view.Abandoned.Count);
        text.Gauge("shiprank_loops_shrunk_jobs", "Jobs that may use no more than the grace.", view.Settlement.ShrunkJobs.Count);
        text.Gauge("shiprank_loops_measured_usd", "What runs without a human cost in thirty days, as providers told.", (double)view.MeasuredUsd);
        text.Gauge("shiprank_loops_estimated_usd", "The same of calls that were cut off, as reserved.", (double)view.EstimatedUsd);
        text.Gauge("shiprank_loops_kept_back_usd", "What stopped runs of thirty days would have spent at their pace: an estimate.", (double)view.Saved.Mid);
    }

    /// <summary>Of people only where enough are asked that nobody can be told.</summary>
    private void Signals(PrometheusText text)
    {
        const string name = "shiprank_signal_questions";
        text.Head(name, "gauge", "Questions that signals asked, by rule and state.");
        foreach (var tally in signals.Tally())
        {
            foreach (var (state, count) in tally.States.OrderBy(s => s.Key)) text.Sample(name, count, ("rule", tally.Rule), ("state", QuestionWords.Of(state)));
        }
    }

    private long StoreBytes()
    {
        var path = Path.Combine(options.DataFolder, DuckStore.FileName);
        return new[] { path, path + ".wal" }.Select(p => new FileInfo(p)).Where(f => f.Exists).Sum(f => f.Length);
    }

    private static void Process(PrometheusText text)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        text.Gauge("process_resident_memory_bytes", "Memory in use.", process.WorkingSet64);
        text.Counter("process_cpu_seconds_total", "Processor time.", process.TotalProcessorTime.TotalSeconds);
        text.Gauge("process_start_time_seconds", "When the process began, in Unix time.", new DateTimeOffset(process.StartTime).ToUnixTimeSeconds());
        text.Gauge("process_threads", "Threads.", process.Threads.Count);
        text.Gauge("dotnet_gc_heap_bytes", "Memory of live objects.", GC.GetTotalMemory(forceFullCollection: false));
        text.Head("dotnet_gc_collections_total", "counter", "Collections by generation.");
        for (var generation = 0; generation <= GC.MaxGeneration; generation++) text.Sample("dotnet_gc_collections_total", GC.CollectionCount(generation), ("generation", PrometheusText.Number(generation)));
    }
}
