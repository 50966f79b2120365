using Shiprank.Server.Tests.Hosting;
using Shiprank.Store;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary>What was acknowledged is in the store, whenever the process is killed.</summary>
public sealed class KillTests
{
    private const int Kills = 5;

    [Fact]
    public async Task Killed_at_any_moment_nothing_acknowledged_is_lost_and_nothing_counts_twice()
    {
        using var folder = new TestFolder();
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        var acknowledged = new List<int>();
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var served = await ServedProcess.Start(folder);
            var senders = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var i = Interlocked.Increment(ref next);
                        using var answer = await served.Client.SendAsync(Sender.Request(Sender.Response("s", i)));
                        if (!answer.IsSuccessStatusCode) continue;
                        lock (acknowledged) acknowledged.Add(i);
                    }
                }
                catch (HttpRequestException)
                {
                    // It was killed.
                    return;
                }
            })).ToList();
            var wanted = acknowledged.Count + 200 + (kill * 37);
            await Eventually.Holds(() => Count(acknowledged) >= wanted, () => served.Said);
            served.Kill();
            await Task.WhenAll(senders);
        }

        await using var after = await RunningServer.Over(folder, keep: true, o => o);
        await Eventually.Holds(() => Sequences(after.Store).IsSupersetOf(acknowledged), () => after.Log);
        var rows = after.Store.ReadUsage(UsageFilter.All).Select(u => u.Row.OccurredAt).ToList();
        Assert.Equal(rows.Distinct().Count(), rows.Count);
    }

    private static int Count(List<int> acknowledged)
    {
        lock (acknowledged) return acknowledged.Count;
    }

    /// <summary>Each response's time tells its number.</summary>
    private static HashSet<int> Sequences(IStore store) => [.. store.ReadUsage(UsageFilter.All).Select(u => (int)(u.Row.OccurredAt.ToUnixTimeMilliseconds() - 1795224803692L))];
}
