using System.Diagnostics;

namespace Shiprank.Cli.Commands.Run;

/// <summary>
/// A process and everything that came of it. On Linux nothing gets away: whoever's parent ends is given to this process, whatever session or group it
/// made for itself. On other Unix systems what let its parent end is found no more; Windows ends what it knows as the tree.
/// </summary>
/// <param name="root">The process that was started.</param>
/// <param name="run">Id of the run, which stands in the environment of all of it.</param>
/// <param name="adopts">This process starts nothing else: each child of it belongs to the tree.</param>
internal sealed class ProcessTree(Process root, string run, bool adopts)
{
    /// <summary>How long it may take to end by itself.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int Rounds = 100;

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Everything of it that lives.</summary>
    public IReadOnlyList<int> Members()
    {
        var rows = ProcessTable.Read();
        var children = rows.ToLookup(r => r.Parent, r => r.Id);
        var (found, next) = (new HashSet<int>(), new Queue<int>());
        if (rows.Any(r => r.Id == root.Id)) next.Enqueue(root.Id);
        foreach (var adopted in children[Environment.ProcessId].Where(id => adopts || ProcessTable.Has(id, ClientVariables.Run, run))) next.Enqueue(adopted);
        while (next.TryDequeue(out var at))
        {
            if (!found.Add(at)) continue;
            foreach (var child in children[at]) next.Enqueue(child);
        }

        found.Remove(Environment.ProcessId);
        return [.. found];
    }

    /// <summary>Asks all of it to end, and ends after <see cref="Patience"/> what has not.</summary>
    /// <returns>How many had to be ended.</returns>
    public async Task<int> End(TimeProvider clock)
    {
        if (OperatingSystem.IsWindows())
        {
            if (!root.HasExited) root.Kill(entireProcessTree: true);
            return 0;
        }

        var began = clock.GetTimestamp();
        foreach (var id in Members()) UnixSignals.Send(id, UnixSignals.Term);
        while (clock.GetElapsedTime(began) < Patience)
        {
            if (Members().Count == 0) return 0;
            await Task.Delay(pause, clock);
        }

        return await Kill(clock);
    }

    /// <summary>Whoever is stopped first makes no more children while the others are looked for.</summary>
    private async Task<int> Kill(TimeProvider clock)
    {
        var killed = new HashSet<int>();
        for (var round = 0; round < Rounds; round++)
        {
            var members = Members();
            if (members.Count == 0) break;
            foreach (var id in members) UnixSignals.Send(id, UnixSignals.Stop);
            foreach (var id in Members())
            {
                UnixSignals.Send(id, UnixSignals.Kill);
                killed.Add(id);
            }

            await Task.Delay(pause, clock);
        }

        return killed.Count;
    }
}
