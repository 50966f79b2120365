using System.Globalization;

namespace Shiprank.Server.Tests.Telemetry;

/// <summary><c>/metrics</c> in the format that Prometheus reads, without anybody's name.</summary>
[Collection(DemoSite.Name)]
public sealed class MetricsTests(DemoSite demo)
{
    [Fact]
    public async Task Every_line_is_a_sample_of_a_described_family()
    {
        await using var server = await demo.Serve();
        var change = (await server.Get("/api/v1/changes?limit=1")).Json.GetProperty("changes")[0];
        var (repository, sha) = (change.GetProperty("repository").GetString()!, change.GetProperty("sha").GetString()!);
        await server.Get($"/api/v1/changes/{repository}/{sha}?tz=UTC");
        await server.Get("/nowhere/at/all");
        await server.SendLines(RunningServer.Deployment("d-1"), token: "wrong");
        using var response = await server.Client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var text = await response.Content.ReadAsStringAsync();
        HashSet<string> families = new(StringComparer.Ordinal), samples = new(StringComparer.Ordinal);
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal)) Assert.True(families.Add(line.Split(' ')[2]), line);
            if (line[0] == '#') continue;
            var space = line.LastIndexOf(' ');
            Assert.True(double.IsFinite(double.Parse(line[(space + 1)..], CultureInfo.InvariantCulture)), line);
            Assert.True(samples.Add(line[..space]), line);
            Assert.True(families.Any(f => line.StartsWith(f, StringComparison.Ordinal)), line);
        }

        foreach (var family in (string[])["shiprank_http_request_duration_seconds", "shiprank_sync_runs_total", "shiprank_sync_problems", "shiprank_published_version", "shiprank_published_age_seconds", "shiprank_store_bytes", "shiprank_queue_length", "process_resident_memory_bytes", "dotnet_gc_collections_total"]) Assert.Contains(family, families);
        Assert.Contains("shiprank_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/changes/{repository}/{sha}\",status=\"200\"}", samples);
        Assert.Contains("shiprank_http_request_duration_seconds_bucket{method=\"GET\",route=\"(none)\",status=\"404\",le=\"+Inf\"}", samples);
        Assert.Contains("shiprank_http_request_duration_seconds_count{method=\"POST\",route=\"/hooks/events\",status=\"404\"}", samples);
        Assert.DoesNotContain(sha, text, StringComparison.Ordinal);
        Assert.DoesNotContain("nowhere", text, StringComparison.Ordinal);
        foreach (var name in demo.Names) Assert.DoesNotContain($"\"{name}\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_histograms_buckets_add_up()
    {
        await using var server = await demo.Serve();
        for (var i = 0; i < 7; i++) await server.Get("/livez");
        var lines = (await server.Get("/metrics")).Text.Split('\n').Where(l => l.Contains("route=\"/livez\"", StringComparison.Ordinal)).ToList();
        var buckets = lines.Where(l => l.Contains("_bucket{", StringComparison.Ordinal)).Select(Value).ToList();
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal((7, 7), (buckets[^1], Value(lines.Single(l => l.Contains("_count{", StringComparison.Ordinal)))));
    }

    private static double Value(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
}
