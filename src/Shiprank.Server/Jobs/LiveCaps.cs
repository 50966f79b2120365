using Shiprank.Engine;
using Shiprank.Engine.Caps;

namespace Shiprank.Server.Jobs;

/// <summary>
/// The rules, tickets and prices that calls are judged by now. It is made anew after each publication and with each new organisation file, beside whoever
/// asks: nobody who is about to work waits for it.
/// </summary>
public sealed class LiveCaps
{
    private readonly ServerOptions options;
    private readonly Lock gate = new();
    private readonly Published published;
    private CapRegister? current;

    public LiveCaps(ServerOptions options, LiveWorkspace workspace, Published published)
    {
        (this.options, this.published, Workspace) = (options, published, workspace);
        workspace.Watch((_, now) => Take(now));
    }

    /// <summary>What became of runs by the results that were published last; null until there are any.</summary>
    public RunSettlement? Settlement { get; private set; }

    private LiveWorkspace Workspace { get; }

    /// <summary>The one in force; the first one is made by whoever asks first.</summary>
    public CapRegister Current
    {
        get
        {
            if (Volatile.Read(ref current) is { } known) return known;
            lock (gate) return current ?? Make(Workspace.Current);
        }
    }

    /// <summary>Reads tickets, and what became of runs, anew.</summary>
    public void Refresh(CancellationToken cancel = default)
    {
        lock (gate) Make(Workspace.Current, cancel);
    }

    /// <summary>Another organisation is in force at once; tickets are read anew with it.</summary>
    private void Take(Workspace now)
    {
        lock (gate) Make(now);
    }

    private CapRegister Make(Workspace workspace, CancellationToken cancel = default)
    {
        var now = options.FigureClock.GetUtcNow();
        if (published.Now is { } results) Settlement = RunSettlement.Of(results.Standing, options.Store, now, cancel);
        var made = CapRegister.Of(options.Store, workspace, now, cancel) with { AsOf = options.AsOf, ShrunkJobs = Settlement?.ShrunkJobs ?? new HashSet<string>() };
        Volatile.Write(ref current, made);
        return made;
    }
}
