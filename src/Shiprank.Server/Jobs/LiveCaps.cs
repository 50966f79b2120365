using Shiprank.Core.Caps.Runs;
using Shiprank.Engine;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Scoring;

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
    private IReadOnlySet<string> shrunk = new HashSet<string>();
    private IReadOnlyList<GraceReturn> returns = [];

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

    /// <summary>Reads tickets anew, and what became of runs.</summary>
    /// <param name="standing">What was merged; null: not known yet, jobs stay as they were judged last.</param>
    public void Refresh(Standing? standing, CancellationToken cancel = default)
    {
        var settled = standing is null || Workspace.Current.Organisation.Caps.IsEmpty ? null : RunSettlement.Of(standing, options.Store, options.FigureClock.GetUtcNow(), cancel);
        lock (gate)
        {
            if (settled is not null) (shrunk, returns) = (settled.ShrunkJobs, settled.Returns);
            Make(Workspace.Current, cancel);
        }
    }

    /// <summary>Another organisation is in force at once; tickets are read anew with it.</summary>
    private void Take(Workspace now)
    {
        lock (gate) Make(now);
    }

    private CapRegister Make(Workspace workspace, CancellationToken cancel = default)
    {
        var made = CapRegister.Of(options.Store, workspace, options.FigureClock.GetUtcNow(), cancel) with { AsOf = options.AsOf, ShrunkJobs = shrunk, GraceReturns = returns };
        Volatile.Write(ref current, made);
        return made;
    }
}
