using static Shiprank.Bench.Gateway.GatewayTrial;

namespace Shiprank.Bench.Gateway;

/// <summary>Memory of streams in which nothing comes: what a gateway mostly has.</summary>
internal static class GatewayIdle
{
    public static async Task Run(GatewayOptions options, BenchUpstream upstream, string folder)
    {
        BenchGateway.Configure(folder, upstream.Address, 1_000_000);
        using var server = await BenchGateway.Start(options.Program, folder, options.Core);
        using (var warm = new BenchCaller(server.Target))
        {
            for (var i = 0; i < 50; i++) await warm.Call(server.Target.Request());
        }

        var before = server.Memory;
        var callers = new List<BenchCaller>();
        var open = 0;
        for (var i = 0; i < options.Streams; i += 50)
        {
            var batch = Enumerable.Range(0, Math.Min(50, options.Streams - i)).Select(_ => new BenchCaller(server.Target)).ToList();
            callers.AddRange(batch);
            foreach (var status in await Task.WhenAll(batch.Select(c => c.Call(server.Target.Request("x-bench-hang: 1"), onlyBegin: true)))) open += status == 200 ? 1 : 0;
        }

        await Task.Delay(2000);
        Print($"{open} of {options.Streams} idle streams: {server.Memory / 1_000_000} MB in all, {(server.Memory - before) / 1_000_000} MB more than before, {(server.Memory - before) / 1024 / Math.Max(1, open)} KB each");
        foreach (var caller in callers) caller.Dispose();
    }
}
