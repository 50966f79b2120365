namespace Shiprank.Server.Jobs;

/// <summary>Repositories that wait to be read again, each once however often it is asked for.</summary>
internal sealed class RefreshQueue(ServerOptions options) : IDisposable
{
    /// <summary>However many deliveries follow each other: so long at most one waits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim asked = new(0);
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> incomplete = new(StringComparer.Ordinal);

    /// <param name="work">Names that the organisation file lacks are nothing to read.</param>
    public void Ask(RefreshWork work)
    {
        if (work.Names.Count == 0) return;
        lock (gate)
        {
            waiting.UnionWith(work.Names);
            incomplete.UnionWith(work.Incomplete);
        }

        asked.Release();
    }

    /// <summary>Waits for the first name, then until for a while no more came, and takes all.</summary>
    public async Task<RefreshWork> Next(CancellationToken cancel)
    {
        await asked.WaitAsync(cancel);
        var began = options.Clock.GetTimestamp();
        do
        {
            while (await asked.WaitAsync(0, cancel))
            {
                // Each ask has released once; what it asked for is in the set already.
            }

            await Task.Delay(options.Settling, options.Clock, cancel);
        }
        while (asked.CurrentCount > 0 && options.Clock.GetElapsedTime(began) < Longest);

        lock (gate)
        {
            var work = new RefreshWork([.. waiting], [.. incomplete]);
            waiting.Clear();
            incomplete.Clear();
            return work;
        }
    }

    public void Dispose() => asked.Dispose();
}
