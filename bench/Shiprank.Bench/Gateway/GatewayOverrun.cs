using Shiprank.Core.Usage;
using Shiprank.Sources.Prices;
using static Shiprank.Bench.Gateway.GatewayTrial;

namespace Shiprank.Bench.Gateway;

/// <summary>A cap of 20 cents, and streams of a second: what went out, at 1 to 200 at once.</summary>
internal static class GatewayOverrun
{
    private const decimal Cap = 0.20m;

    public static async Task<bool> Run(GatewayOptions options, BenchUpstream upstream, string folder)
    {
        var tokens = new TokenCounts(1234, 5000, 150, 50, 60);
        var cost = PriceBook.Shipped.List.CostOf("claude-code", "claude-sonnet-4-6", "", tokens, tokens.Prompt, TimeProvider.System.GetUtcNow())!.Value;
        var good = true;
        Print($"a cap of {Cap * 100:N1} ¢, {cost * 100:N4} ¢ a call");
        foreach (var parallel in (int[])[1, 8, 64, 200])
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, $"overrun-{parallel}")).FullName;
            BenchGateway.Configure(own, upstream.Address, Cap);
            using var server = await BenchGateway.Start(options.Program, own);
            var before = upstream.Calls;
            var (served, refused) = (0, 0);
            var end = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, parallel).Select(n => Task.Run(async () =>
            {
                using var caller = new BenchCaller(server.Target);
                var request = server.Target.Request($"x-claude-code-session-id: overrun-{n}", $"x-bench-delay: {(parallel == 1 ? 5 : 37)}");
                for (var tries = 0; tries < 3 && TimeProvider.System.GetElapsedTime(end) < TimeSpan.FromSeconds(60);)
                {
                    if (await caller.Call(request) == 200) Interlocked.Increment(ref served);
                    else
                    {
                        tries++;
                        Interlocked.Increment(ref refused);
                        await Task.Delay(300);
                    }
                }
            })));
            var spent = (upstream.Calls - before) * cost;
            Print($"{parallel,4} at once: {upstream.Calls - before,4} went out, {served,4} served, {refused,5} refused; {spent * 100,6:N2} ¢ spent, overrun {Math.Max(0, spent - Cap) * 100:N2} ¢");
            good &= spent <= Cap;
        }

        return good;
    }
}
