using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;

namespace Shiprank.Tests.Telemetry;

/// <summary>OpenClaw's counter of tokens: the one signal that is a counter and counts.</summary>
public sealed class CounterTests
{
    private const long Start = 1795224800;

    [Fact]
    public void Points_of_a_delta_counter_are_added_and_known_when_they_come_again()
    {
        using var receiver = new Receiver();
        receiver.Take(Body(cumulative: false, Start, 10, ("input", 100), ("cache_read", 50), ("output", 7), ("total", 157)));
        receiver.Take(Body(cumulative: false, Start + 10, 20, ("input", 30)), Body(cumulative: false, Start, 10, ("input", 100), ("cache_read", 50), ("output", 7), ("total", 157)));

        Assert.Equal(new TokenCounts(130, 50, 0, 0, 7), receiver.Total);
        Assert.All(receiver.Rows, r => Assert.Equal(("openclaw", "", UsageQuality.Rollup), (r.Tool, r.Session, r.Quality)));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 })]
    [InlineData(new[] { 3, 0, 2, 1 })]
    [InlineData(new[] { 2, 2, 3, 1, 0, 3 })]
    public void Points_of_a_growing_counter_add_what_they_grew_by_in_any_order(int[] order)
    {
        Sent[] bodies =
        [
            Body(cumulative: true, Start, 10, ("input", 100), ("cache_write", 5)), Body(cumulative: true, Start, 20, ("input", 130), ("cache_write", 5)), Body(cumulative: true, Start, 30, ("input", 190), ("cache_write", 9)),

            // The process was started anew: it counts from nothing.
            Body(cumulative: true, Start + 40, 50, ("input", 20)),
        ];
        using var receiver = new Receiver();
        foreach (var i in order) receiver.Take(bodies[i]);

        Assert.Equal(new TokenCounts(210, 0, 9, 0, 0), receiver.Total);
    }

    [Fact]
    public void On_days_of_which_the_same_persons_logs_tell_the_counter_does_not_count()
    {
        var home = Fixtures.Of("usage", "openclaw-jsonl", "home");
        using var alone = new Receiver();
        alone.ReadHome(home, "ada");
        var day = alone.Rows.Select(r => r.OccurredAt).First();
        var sameDay = Body(cumulative: false, day.ToUnixTimeSeconds(), 10, ("input", 100));
        var otherDay = Body(cumulative: false, day.AddDays(-30).ToUnixTimeSeconds(), 10, ("input", 1));

        using var logFirst = new Receiver();
        logFirst.ReadHome(home, "ada");
        logFirst.TakeOf("ada", sameDay, otherDay);
        using var logLast = new Receiver();
        logLast.TakeOf("ada", sameDay, otherDay);
        logLast.ReadHome(home, "ada");

        Assert.Equal(alone.Total + new TokenCounts(1, 0, 0, 0, 0), logFirst.Total);
        Assert.Equal(logFirst.Total, logLast.Total);
        Assert.Equal(1, logLast.Counted("openclaw", TelemetryOutcome.LeftOut));
        using var somebodyElse = new Receiver();
        somebodyElse.ReadHome(home, "ada");
        somebodyElse.TakeOf("ben", sameDay);
        Assert.Equal(alone.Total + new TokenCounts(100, 0, 0, 0, 0), somebodyElse.Total);
    }

    private static Sent Body(bool cumulative, long start, int seconds, params (string Kind, long Value)[] points)
    {
        var list = points.Select(p => new
        {
            attributes = new[] { Attribute("openclaw.token", p.Kind), Attribute("openclaw.model", "gpt-5.2"), Attribute("openclaw.channel", "chat") },
            startTimeUnixNano = $"{start}000000000",
            timeUnixNano = $"{(cumulative ? Start : start) + seconds}000000000",
            asInt = $"{p.Value}",
        });
        return Sent.Metrics(JsonSerializer.Serialize(new
        {
            resourceMetrics = new[]
            {
                new
                {
                    resource = new { attributes = new[] { Attribute("service.name", "openclaw-gateway") } },
                    scopeMetrics = new[] { new { metrics = new[] { new { name = "openclaw.tokens", sum = new { aggregationTemporality = cumulative ? 2 : 1, isMonotonic = true, dataPoints = list } } } } },
                },
            },
        }));
    }

    private static object Attribute(string key, string value) => new { key, value = new { stringValue = value } };
}
