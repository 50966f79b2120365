namespace Shiprank.Server.Jobs;

/// <summary>Repositories that wait to be read again, each once however often it is asked for.</summary>
internal sealed class RefreshQueue(ServerOptions options) : IDisposable
{
    /// <summary>However many deliveries follow each other: so long at most one waits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim asked = new(0);
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);

    /// <param name="repositories">Names that the organisation file has; others are nothing to read.</param>
    public void Ask(IReadOnlyCollection<string> repositories)
    {
        if (repositories.Count == 0) return;
        lock (gate) waiting.UnionWith(repositories);
        asked.Release();
    }

    /// <summary>Waits for the first name, then until for a while no more came, and takes all.</summary>
    public async Task<IReadOnlyCollection<string>> Next(CancellationToken cancel)
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
            var taken = waiting.ToList();
            waiting.Clear();
            return taken;
        }
    }

    public void Dispose() => asked.Dispose();
}
