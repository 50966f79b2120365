using System.Diagnostics;
using System.Globalization;

namespace Shiprank.Store.Tests;

/// <summary>The suite as a process of its own, to hold a store or to be killed while it writes.</summary>
internal static class Child
{
    public const int BatchRows = 3000;

    public static Process Start(string what, string file)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Shiprank.Store.Tests.exe" : "Shiprank.Store.Tests");
        return Process.Start(new ProcessStartInfo(program, ["child", what, file]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true })!;
    }

    public static int Run(string what, string file)
    {
        using var store = DuckStore.Open(file, TimeProvider.System, () => Given.Key).Value;
        if (string.Equals(what, "hold", StringComparison.Ordinal))
        {
            Console.WriteLine("open");
            Console.ReadLine();
            return 0;
        }

        for (var i = 0; ; i++)
        {
            Ingest(store, i);
            Console.WriteLine(i.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Step <paramref name="i"/> of a sync: a batch of usage, then a new history.</summary>
    public static AddedUsage Ingest(IStore store, int i)
    {
        var added = store.AddUsage(Given.Batch(i, [.. Enumerable.Range(0, BatchRows).Select(r => Given.Priced(Given.Row($"{i}/{r}", at: Given.Noon.AddSeconds(r), session: $"s-{i}")))]));
        store.AddPatches("shop", [GivenHistory.Patch($"{i:x40}", i)]);
        store.SaveHistory(History(i));
        return added;
    }

    /// <summary>A history that holds the commits of all steps so far.</summary>
    public static Core.Delivery.RepositoryHistory History(int i) => GivenHistory.Random(0) with
    {
        Commits = [.. Enumerable.Range(0, i + 1).Select(n => new Core.Delivery.Commit($"{n:x40}", [], default, Given.Noon, default, Given.Noon, Core.Delivery.MessageFacts.None) with
        {
            Author = new("Ada Example", "ada@example.com"),
            Committer = new("Ada Example", "ada@example.com"),
        })],
        FirstParents = [],
        Tags = [],
        LineRecords = [],
        PatchIds = new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
