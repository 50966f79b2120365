using Shiprank.Engine.Gateway;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>However many calls are under way at once, no cap is overrun by one cent.</summary>
public sealed class OverrunTests
{
    private const decimal Cap = 0.20m;

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    [InlineData(200)]
    public async Task No_number_of_parallel_streams_overruns_a_cap(int parallel)
    {
        await using var gateway = await Start(DayCap(Cap));
        gateway.Provider.BetweenPieces = TimeSpan.FromMilliseconds(parallel == 1 ? 1 : 140);
        var token = gateway.Token();
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 400 }) { BaseAddress = gateway.Server.Client.BaseAddress, Timeout = TimeSpan.FromMinutes(2) };
        var (served, refused) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Math.Max(60, parallel)), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (_, cancel) =>
        {
            using var answer = await client.SendAsync(Request("/gateway/anthropic/v1/messages", Claude(mostOutput: 1300), token), cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (answer.IsSuccessStatusCode) Interlocked.Increment(ref served);
            else
            {
                Assert.Contains("could go over the cap \\u0022everybody\\u0022", text, StringComparison.Ordinal);
                Interlocked.Increment(ref refused);
            }
        });
        Assert.Equal(gateway.Provider.Seen.Count, served);
        Assert.True(served > 0 && refused > 0);
        var settled = gateway.Entries.Where(e => e.Kind == CallEntryKind.Settled).ToList();
        Assert.Equal(served, settled.Count);
        Assert.Equal(settled.Sum(s => s.Usd!.Value), gateway.Desk.Settled(Day()).Usd);
        Assert.True(gateway.Desk.Settled(Day()).Usd <= Cap);
    }
}
