namespace Shiprank.Server.Jobs;

/// <summary>Runs that were asked for in this process; those of before are in the log of syncs.</summary>
public sealed class SyncTickets(TimeProvider clock)
{
    private const int Kept = 100;

    private readonly Lock gate = new();
    private readonly LinkedList<SyncTicket> tickets = [];

    public SyncTicket? Find(long id)
    {
        lock (gate) return tickets.FirstOrDefault(t => t.Id == id);
    }

    /// <summary>Those that are not over, the latest first.</summary>
    public IReadOnlyList<SyncTicket> Open()
    {
        lock (gate) return [.. tickets.Where(t => !t.IsOver)];
    }

    internal int Waiting
    {
        get
        {
            lock (gate) return tickets.Count(t => t.State == SyncTicketState.Waiting);
        }
    }

    /// <summary>The one that waits already, else a new one.</summary>
    internal SyncTicket Ask(out bool isNew)
    {
        lock (gate)
        {
            var waiting = tickets.FirstOrDefault(t => t.State == SyncTicketState.Waiting);
            isNew = waiting is null;
            if (waiting is not null) return waiting;
            var now = clock.GetUtcNow();
            var ticket = new SyncTicket(Math.Max(now.ToUnixTimeMilliseconds(), (tickets.First?.Value.Id ?? 0) + 1), now);
            tickets.AddFirst(ticket);
            while (tickets.Count > Kept) tickets.RemoveLast();
            return ticket;
        }
    }

    internal void Change(long id, Func<SyncTicket, SyncTicket> change)
    {
        lock (gate)
        {
            for (var at = tickets.First; at is not null; at = at.Next)
            {
                if (at.Value.Id == id) at.Value = change(at.Value);
            }
        }
    }
}
