using System.Collections.Concurrent;
using Shiprank.Engine;
using Shiprank.Server.Tests.Hosting;
using static Shiprank.Server.Tests.Gateway.GatewayCase;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>Whatever the provider saw is accounted, whenever the process is killed.</summary>
public sealed class KillTests
{
    private const int Kills = 3;

    [Fact]
    public async Task Killed_at_any_moment_no_call_that_went_out_is_lost()
    {
        await using var provider = await FakeProvider.Start();
        provider.BetweenPieces = TimeSpan.FromMilliseconds(15);
        using var folder = new TestFolder();
        folder.Write("shiprank.yaml", GatewayCase.Configuration(provider.Address, DayCap(1000)).Replace(", key_env: PROVIDER_KEY", "", StringComparison.Ordinal));
        var (next, served) = (0, new ConcurrentBag<string>());
        for (var kill = 0; kill < Kills; kill++)
        {
            using var server = await ServedProcess.Start(folder, sample: true);
            var calling = Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var session = $"k-{Interlocked.Increment(ref next)}";
                        using var answer = await server.Client.SendAsync(Request("/gateway/anthropic/v1/messages", Claude(), null, ("x-claude-code-session-id", session)));
                        await answer.Content.ReadAsStringAsync();
                        served.Add(session);
                    }
                }
                catch (HttpRequestException)
                {
                    // It was killed.
                    return;
                }
            })).ToList();
            var wanted = served.Count + 60 + (kill * 31);
            await Eventually.Holds(() => served.Count >= wanted, () => server.Said);
            server.Kill();
            await Task.WhenAll(calling);
        }

        var seen = provider.Seen.Select(s => s.Headers["x-claude-code-session-id"]).ToHashSet(StringComparer.Ordinal);
        await using var after = await RunningServer.Over(folder, keep: true, o => o);
        await Eventually.Holds(() => seen.All(s => after.Store.ReadCapEvents($"claude-code:{s}").Count == 1), () => $"{seen.Count(s => after.Store.ReadCapEvents($"claude-code:{s}").Count == 0)} of {seen.Count} calls are not accounted: {after.Log}");
        Assert.True(seen.Count > served.Count, "no call was under way at a kill");
        var events = seen.Select(s => after.Store.ReadCapEvents($"claude-code:{s}").Single()).ToList();
        Assert.All(events.Where(e => e.Kind == Core.Caps.CapEventKind.Estimated), e => Assert.True(e.Usd > 0));
        Assert.True(events.Count(e => e.Kind == Core.Caps.CapEventKind.Settled) >= served.Distinct().Count());
    }
}
