using Shiprank.Engine;
using Shiprank.Engine.Gateway;
using static Shiprank.Bench.Gateway.GatewayTrial;

namespace Shiprank.Bench.Gateway;

/// <summary>Calls that an upstream saw, and that no accounting has, after as many kills at moments of chance with a hundred calls under way.</summary>
internal static class GatewayKills
{
    private const int AtOnce = 100;

    public static async Task<bool> Run(GatewayOptions options, BenchUpstream upstream, string folder)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "kills")).FullName;
        BenchGateway.Configure(own, upstream.Address, 1_000_000);
        var chance = new Random(7);
        var next = 0;
        var served = 0L;
        for (var kill = 0; kill < options.Kills; kill++)
        {
            using var server = await BenchGateway.Start(options.Program, own);
            using var over = new CancellationTokenSource();
            var calling = Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
            {
                using var caller = new BenchCaller(server.Target);
                while (!over.IsCancellationRequested)
                {
                    if (await caller.Call(server.Target.Request($"x-claude-code-session-id: kill-{Interlocked.Increment(ref next)}", "x-bench-delay: 10")) == 200) Interlocked.Increment(ref served);
                    else if (!over.IsCancellationRequested) await Task.Delay(20);
                }
            })).ToList();
            await Task.Delay(500 + chance.Next(1000));
            server.Kill();
            await over.CancelAsync();
            await Task.WhenAll(calling);
        }

        using (await BenchGateway.Start(options.Program, own))
        {
            await Task.Delay(6000);
        }

        var seen = upstream.Sessions.Where(s => s.Key.StartsWith("kill-", StringComparison.Ordinal)).ToList();
        var accounted = new HashSet<string>(StringComparer.Ordinal);
        using (var store = Workspace.OpenStore(Path.Combine(own, "data"), TimeProvider.System).Value)
        {
            foreach (var (session, _) in seen)
            {
                if (store.ReadCapEvents($"claude-code:{session}").Count > 0) accounted.Add(session);
            }
        }

        var stored = accounted.Count;
        using (var journal = CallJournal.Open(Path.Combine(own, "data", "gateway"), TimeProvider.System))
        {
            for (var place = journal.Place; journal.Read(place, 1 << 20) is { Entries.Count: > 0 } part; place = part.Next)
            {
                foreach (var entry in part.Entries.Where(e => e.Kind is CallEntryKind.Settled or CallEntryKind.Estimated or CallEntryKind.Failed)) accounted.Add(entry.Session);
            }
        }

        var lost = seen.Count(s => !accounted.Contains(s.Key));
        Print($"{options.Kills} kills: {seen.Count:N0} calls went out ({seen.Sum(s => s.Value):N0} times), {served:N0} were served to their end, {stored:N0} are in the store, {accounted.Count(a => a.StartsWith("kill-", StringComparison.Ordinal)):N0} accounted, {lost} lost");
        return lost == 0;
    }
}
