namespace Shiprank.Server.Jobs;

/// <summary>What waits to be done, each piece once however often it is asked for.</summary>
public sealed class SyncQueue(ServerOptions options, SyncTickets tickets, SyncProgress progress) : IDisposable
{
    /// <summary>However many deliveries follow each other: so long at most one waits.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim asked = new(0);
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private readonly HashSet<string> incomplete = new(StringComparer.Ordinal);
    private SyncWork rest = SyncWork.None;
    private CancellationTokenSource? settling;

    /// <summary>How many repositories wait to be read, all of them counted as one.</summary>
    public int Length
    {
        get
        {
            lock (gate) return waiting.Count + (rest.Everywhere ? 1 : 0) + (rest.Homes ? 1 : 0);
        }
    }

    /// <summary>A run of everything, as soon as the one that goes on now is over.</summary>
    public SyncTicket Demand()
    {
        var ticket = tickets.Ask(out var isNew);
        if (isNew) Ask(new([], []) { Homes = true, Everywhere = true, Ticket = ticket.Id });
        return ticket;
    }

    /// <summary>Somebody else wrote to the store: it is scored soon.</summary>
    public void Written() => Ask(SyncWork.None with { Rescore = true });

    /// <param name="work">Names that the organisation file lacks are nothing to read.</param>
    internal void Ask(SyncWork work)
    {
        lock (gate)
        {
            waiting.UnionWith(work.Names);
            incomplete.UnionWith(work.Incomplete);
            rest = new([], []) { Homes = rest.Homes || work.Homes, Everywhere = rest.Everywhere || work.Everywhere, Rescore = rest.Rescore || work.Rescore, Ticket = rest.Ticket ?? work.Ticket };
            if (work.Ticket is not null) settling?.Cancel();
        }

        progress.Waits(tickets.Waiting);
        asked.Release();
    }

    /// <summary>Waits for the first piece, then until for a while no more came or somebody waits for a run, and takes all.</summary>
    internal async Task<SyncWork> Next(CancellationToken cancel)
    {
        await asked.WaitAsync(cancel);
        var began = options.Clock.GetTimestamp();
        do
        {
            while (await asked.WaitAsync(0, cancel))
            {
                // Each ask has released once; what it asked for is in the set already.
            }
        }
        while (await Settle(cancel) && asked.CurrentCount > 0 && options.Clock.GetElapsedTime(began) < Longest);

        lock (gate)
        {
            var work = rest with { Names = [.. waiting], Incomplete = [.. incomplete] };
            waiting.Clear();
            incomplete.Clear();
            rest = SyncWork.None;
            return work;
        }
    }

    public void Dispose()
    {
        settling?.Dispose();
        asked.Dispose();
    }

    /// <returns>False when somebody waits for a run: then nothing else is waited for.</returns>
    private async Task<bool> Settle(CancellationToken cancel)
    {
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        lock (gate)
        {
            if (rest.Ticket is not null) return false;
            settling = hurry;
        }

        try
        {
            await Task.Delay(options.Settling, options.Clock, hurry.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            lock (gate) settling = null;
        }
    }
}
