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
    private CapRegister? current;

    public LiveCaps(ServerOptions options, LiveWorkspace workspace)
    {
        this.options = options;
        Workspace = workspace;
        workspace.Watch((_, now) => Take(now));
    }

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

    /// <summary>Reads tickets anew.</summary>
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
        var made = CapRegister.Of(options.Store, workspace, options.FigureClock.GetUtcNow(), cancel) with { AsOf = options.AsOf };
        Volatile.Write(ref current, made);
        return made;
    }
}
