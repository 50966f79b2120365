using Shiprank.Bench.Pages;
using Shiprank.Core.Delivery;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Core.Signals.Usage;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Store;
using Shiprank.Store.DuckDb;

namespace Shiprank.Bench.Signals;

/// <summary>
/// <c>bench delivery-signals FOLDER [ROWS [CHANGES]]</c>: makes the store of <c>bench pages</c> in the folder unless one is there, gives its changes patches,
/// and looks by every rule of delivery: at the last quarter, as a server does, and at all 400 days at once.
/// </summary>
internal static class DeliverySignalsTrial
{
    private const int LinesOfChange = 40;

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench delivery-signals FOLDER [ROWS [CHANGES]]");
            return 2;
        }

        var folder = Path.GetFullPath(arguments[0]);
        if (!File.Exists(Path.Combine(BigStore.Data(folder), DuckStore.FileName)))
        {
            BigStore.Make(folder, arguments.Length > 1 ? int.Parse(arguments[1], null) : 10_000_000, arguments.Length > 2 ? int.Parse(arguments[2], null) : 60_000);
        }

        using var store = Engine.Workspace.OpenStore(BigStore.Data(folder), TimeProvider.System).Value;
        AddPatches(store);
        var standing = Standing.Read(store, BigStore.Workspace(folder)).Value!;
        var prepared = Trial.Measured(standing.Prepare);
        Console.WriteLine($"standing prepared (as for any page): {prepared.Wall:0.0} s wall, {prepared.Cpu:0.0} s own CPU, peak {prepared.PeakMb:0} MB");
        foreach (var days in (int[])[DeliveryFactsReader.Days, DeliveryFactsReader.Days, BigStore.Days])
        {
            GC.Collect();
            var before = GC.GetTotalMemory(forceFullCollection: true);
            DeliveryFacts facts = DeliveryFacts.None;
            var reading = Trial.Measured(() => facts = DeliveryFactsReader.Read(store, standing, days));
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            IReadOnlyList<Finding> found = [];
            var looking = Trial.Measured(() => found = SignalCatalogue.Look(new() { AsOf = standing.AsOf, Usage = UsageFacts.None, Delivery = facts }));
            Console.WriteLine($"{days} days: {facts.Changes.Count:#,0} changes, {facts.Spend.Count:#,0} sums of spend, {facts.RollOuts.Count:#,0} roll-outs; facts {reading.Wall:0.00} s wall, hold {held / 1e6:0} MB; rules {looking.Wall:0.00} s; {found.Count} findings; peak {looking.PeakMb:0} MB");
            foreach (var rule in found.GroupBy(f => f.Rule)) Console.WriteLine($"  {rule.Key}: {rule.Count()}");
        }

        return 0;
    }

    /// <summary>Lines of their own for every change, some of which the next one in the file replaces.</summary>
    private static void AddPatches(DuckStore store)
    {
        foreach (var name in store.Repositories().Where(r => store.PatchedCommits(r).Count == 0))
        {
            var history = store.ReadHistory(name)!;
            var chance = new Random(7);
            var last = new Dictionary<string, LineText[]>(StringComparer.Ordinal);
            store.AddPatches(name, history.Commits.Select(c => Patch(c.Sha, chance, last)));
        }
    }

    private static CommitPatch Patch(string sha, Random chance, Dictionary<string, LineText[]> last)
    {
        var path = $"src/f{chance.Next(400):000}.cs";
        LineText[] added = [.. Enumerable.Range(0, chance.Next(2, 2 * LinesOfChange)).Select(_ => LineText.Of((ulong)chance.NextInt64(), 15))];
        LineText[] gone = chance.Next(4) == 0 && last.TryGetValue(path, out var before) ? [.. before.Take(before.Length / 2)] : [];
        last[path] = added;
        return new(sha, [new(path, path, FileTraits.None, FileTraits.None, [new(1, gone.Length, 1, added.Length, 0)], [.. gone, .. added])]);
    }
}
