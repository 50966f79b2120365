using System.Globalization;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;

namespace Shiprank.Tests.Telemetry;

/// <summary>Every body that real clients sent comes to what the model provider counted, however it arrives.</summary>
public sealed class CaptureTests
{
    public static TheoryData<string> Runs => [.. Capture.Names];

    public static TheoryData<string> RunsWithLogs => [.. Capture.WithLogs];

    [Theory]
    [MemberData(nameof(Runs))]
    public void A_capture_gives_its_totals_days_and_responses(string run)
    {
        var capture = new Capture(run);
        using var receiver = new Receiver();
        foreach (var body in capture.Bodies) receiver.Take(body);

        Assert.Equal(capture.Totals, receiver.Total);
        Assert.Equal(capture.Expected.GetProperty("responses").GetInt32(), receiver.Rows.Count(r => r.Quality == UsageQuality.Measured));
        Assert.All(receiver.Rows, r => Assert.Equal(capture.Expected.GetProperty("agent").GetString(), r.Tool));
        Assert.All(receiver.Rows, r => Assert.NotEqual("", r.Session));
        Assert.Equal(
            capture.Expected.GetProperty("by_day").EnumerateObject().Select(d => (d.Name, d.Value.GetInt64())),
            receiver.Rows.GroupBy(r => r.OccurredAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(d => (d.Key, d.Sum(r => r.Tokens.Total))));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_body_twice_and_in_another_order_counts_once(string run)
    {
        var capture = new Capture(run);
        using var receiver = new Receiver();
        foreach (var body in capture.Bodies.Reverse()) receiver.Take(body);
        receiver.Take(capture.Bodies);

        Assert.Equal(capture.Totals, receiver.Total);
        Assert.Equal(capture.Expected.GetProperty("responses").GetInt32(), receiver.Rows.Count(r => r.Quality == UsageQuality.Measured));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_same_in_protobuf_gives_the_same_rows(string run)
    {
        var capture = new Capture(run);
        using var json = new Receiver();
        using var protobuf = new Receiver();
        json.Take(capture.Bodies);
        protobuf.Take([.. capture.Bodies.Select(b => b.AsProtobuf())]);

        Assert.Equal(json.Rows, protobuf.Rows);
        Assert.Equal(json.Store.ReadTelemetry(), protobuf.Store.ReadTelemetry());
    }

    [Theory]
    [MemberData(nameof(RunsWithLogs))]
    public void Telemetry_and_the_log_of_the_same_run_count_once_in_either_order(string run)
    {
        var capture = new Capture(run);
        using var logFirst = new Receiver();
        logFirst.ReadHome(capture.Home);
        logFirst.Take(capture.Bodies);
        using var logLast = new Receiver();
        logLast.Take(capture.Bodies);
        logLast.ReadHome(capture.Home);
        logLast.Take(capture.Bodies);
        logLast.ReadHome(capture.Home);

        Assert.Equal(capture.Totals, logFirst.Total);
        Assert.Equal(logFirst.Rows, logLast.Rows);
        Assert.All(logFirst.Rows, r => Assert.Equal(UsageQuality.Measured, r.Quality));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Whatever_is_not_counted_is_counted_by_name(string run)
    {
        var capture = new Capture(run);
        var (items, told) = (0L, 0L);
        foreach (var reading in capture.Bodies.Select(Receiver.Read))
        {
            told += reading.Counts.Values.Sum();
            items += reading.Rows.Count + reading.Controls.Count;
            Assert.Equal(0, reading.Refused);
            Assert.DoesNotContain(reading.Counts, c => c.Key.Outcome == TelemetryOutcome.Unreconciled);
            Assert.All(reading.Counts.Where(c => c.Key.Outcome == TelemetryOutcome.LeftOut), c => Assert.NotEqual("", c.Key.Reason));
        }

        Assert.True(told > items);
    }
}
