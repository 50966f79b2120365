using Shiprank.Bench.Gateway;
using Shiprank.Bench.Pages;
using Shiprank.Bench.Public;
using Shiprank.Bench.Signals;

namespace Shiprank.Bench;

/// <summary>Benchmarks by name; each prints its own figures and returns an exit code.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<string[], int>> Benches = new(StringComparer.Ordinal)
    {
        ["aider"] = AiderTrial.Run,
        ["charges"] = ChargeTrial.Run,
        ["checkpoints"] = CheckpointTrial.Run,
        ["content"] = ContentTrial.Run,
        ["delivery-signals"] = DeliverySignalsTrial.Run,
        ["edits"] = EditsTrial.Run,
        ["focus"] = FocusTrial.Run,
        ["gateway"] = GatewayTrial.Run,
        ["git"] = GitPass.Run,
        ["notes"] = NoteTrial.Run,
        ["otlp"] = OtlpTrial.Run,
        ["ownership"] = Ownership.Run,
        ["pages"] = PagesTrial.Run,
        ["reverts"] = RevertTrial.Run,
        ["public-signals"] = PublicSignalsTrial.Run,
        ["push"] = PushTrial.Run,
        ["score"] = ScoreTrial.Run,
        ["signals"] = SignalsTrial.Run,
        ["store"] = StoreBench.Run,
        ["traces"] = TraceTrial.Run,
        ["trailers"] = TrailerTrial.Run,
        ["usage"] = UsageTrial.Run,
    };

    private static int Main(string[] arguments)
    {
        if (arguments.Length > 0 && Benches.TryGetValue(arguments[0], out var bench)) return bench(arguments[1..]);
        Console.Error.WriteLine($"usage: bench {string.Join('|', Benches.Keys)} …");
        return 2;
    }
}
