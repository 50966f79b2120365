using System.Diagnostics;
using static Shiprank.Bench.Gateway.GatewayTrial;

namespace Shiprank.Bench.Gateway;

/// <summary>What is added to a call alone, and how many calls a second go through at 32 at once.</summary>
internal static class GatewaySpeed
{
    private const int AtOnce = 32;
    private const int Rounds = 3;

    public static async Task Run(GatewayOptions options, BenchUpstream upstream, string folder)
    {
        BenchGateway.Configure(folder, upstream.Address, 1_000_000);
        using var server = await BenchGateway.Start(options.Program, folder, options.Core);
        BenchTarget[] targets = [new("direct", upstream.Address, "/v1/messages", []), server.Target, .. options.Peers];
        foreach (var target in targets) Print($"{target.Name}: {await Rate(target, TimeSpan.FromSeconds(Math.Max(2, options.Seconds / 2))):N0} calls/s while warming up");

        var (cpu, calls) = (server.Cpu, upstream.Calls);
        await Rate(server.Target, TimeSpan.FromSeconds(Math.Max(2, options.Seconds / 2)));
        Print($"shiprank: {(server.Cpu - cpu).TotalMicroseconds / Math.Max(1, upstream.Calls - calls):N0} µs of processor time a call");

        // By turns, so that whatever else the machine does meets all of them.
        var alone = targets.ToDictionary(t => t.Name, _ => new List<double>());
        var rates = targets.ToDictionary(t => t.Name, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var target in targets) alone[target.Name].AddRange(await Alone(target, TimeSpan.FromSeconds(options.Seconds / (double)Rounds)));
            foreach (var target in targets) rates[target.Name].Add(await Rate(target, TimeSpan.FromSeconds(options.Seconds / (double)Rounds)));
        }

        var (p50, p99) = (At(alone["direct"], 0.5), At(alone["direct"], 0.99));
        Print($"{"",-10} {"p50 ms",9} {"p99 ms",9} {"+p50",8} {"+p99",8} {"calls/s",9}");
        foreach (var target in targets)
        {
            var times = alone[target.Name];
            Print($"{target.Name,-10} {At(times, 0.5),9:N3} {At(times, 0.99),9:N3} {At(times, 0.5) - p50,8:N3} {At(times, 0.99) - p99,8:N3} {rates[target.Name].Max(),9:N0}");
        }

        Print($"shiprank: {server.Memory / 1_000_000} MB afterwards");
        foreach (var peer in options.Peers) Print($"shiprank : {peer.Name} = {rates["shiprank"].Max() / Math.Max(1, rates[peer.Name].Max()):N1} × the calls a second");
    }

    private static async Task<List<double>> Alone(BenchTarget target, TimeSpan time)
    {
        using var caller = new BenchCaller(target);
        var request = target.Request("x-claude-code-session-id: alone");
        var times = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < time;)
        {
            var began = Stopwatch.GetTimestamp();
            if (await caller.Call(request) == 200) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return times;
    }

    private static async Task<double> Rate(BenchTarget target, TimeSpan time)
    {
        var (done, failed) = (0L, 0L);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(n => Task.Run(async () =>
        {
            using var caller = new BenchCaller(target);
            var request = target.Request($"x-claude-code-session-id: rate-{n}");
            while (watch.Elapsed < time)
            {
                if (await caller.Call(request) == 200) Interlocked.Increment(ref done);
                else if (Interlocked.Increment(ref failed) > 1000) return;
            }
        })));
        if (failed > 0) Print($"{target.Name}: {failed} calls failed");
        return done / watch.Elapsed.TotalSeconds;
    }

    private static double At(List<double> times, double part)
    {
        if (times.Count == 0) return double.NaN;
        times.Sort();
        return times[(int)((times.Count - 1) * part)];
    }
}
