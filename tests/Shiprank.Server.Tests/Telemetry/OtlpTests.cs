using Microsoft.Extensions.DependencyInjection;
using Shiprank.Server.Jobs;
namespace Shiprank.Server.Tests.Telemetry;

/// <summary>Own traces and metrics go where they are wished, and tell of routes and counts alone.</summary>
[Collection(DemoSite.Name)]
public sealed class OtlpTests(DemoSite demo)
{
    [Fact]
    public async Task Requests_and_syncs_are_told_without_names_and_queries()
    {
        await using var receiver = await OtlpReceiver.Start();
        string sha, repository;
        await using (var server = await demo.Serve(options => options with { Jobs = true, HomesEvery = TimeSpan.Zero, Variable = name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? receiver.Address : null }))
        {
            var change = (await server.Get("/api/v1/changes?limit=1&sort=cost")).Json.GetProperty("changes")[0];
            (repository, sha) = (change.GetProperty("repository").GetString()!, change.GetProperty("sha").GetString()!);
            Assert.Equal(200, (await server.Get($"/api/v1/changes/{repository}/{sha}?tz=Asia/Tokyo")).Status);

            // The last run answers at once; what the first look at everything counts comes later.
            var progress = server.Services.GetRequiredService<SyncProgress>();
            await Eventually.Holds(() => progress.Now is { IsRunning: false, LastFinishedAt: not null }, () => "no sync ended");
        }

        // Ending the server sends what is left.
        var (traces, metrics) = (receiver.At("/v1/traces"), receiver.At("/v1/metrics"));
        Assert.Contains("/api/v1/changes/{repository}/{sha}", traces, StringComparison.Ordinal);
        Assert.Contains("sync", traces, StringComparison.Ordinal);
        Assert.Contains("shiprank.problems", traces, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", metrics, StringComparison.Ordinal);
        Assert.Contains("shiprank.published.version", metrics, StringComparison.Ordinal);
        foreach (var secret in (string[])[sha, "Tokyo", "sort=cost", "127.0.0.1", .. demo.Names.Where(n => n.Length > 5)])
        {
            Assert.DoesNotContain(secret, traces, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, metrics, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("nowhere", false, "no address of HTTP")]
    [InlineData("https://otel.example.com", true, "--offline forbids the network")]
    public async Task An_endpoint_that_can_not_be_is_said_and_nothing_is_sent(string endpoint, bool offline, string said)
    {
        await using var server = await demo.Serve(options => options with { Offline = offline, Variable = name => name == "OTEL_EXPORTER_OTLP_ENDPOINT" ? endpoint : null });
        Assert.Contains(said, server.Log, StringComparison.Ordinal);
        Assert.Equal(200, (await server.Get("/livez")).Status);
    }
}
