using Shiprank.Core;

namespace Shiprank.Server.Jobs;

/// <summary>What the one job runner does at this moment.</summary>
/// <param name="IsRunning">False: it waits for something to do.</param>
/// <param name="Phase">In short words what is being read; empty while it waits.</param>
/// <param name="Since">When it began to run, or to wait.</param>
/// <param name="Waiting">Runs that were asked for and have not begun.</param>
/// <param name="LastFinishedAt">Null before the first run of this process.</param>
/// <param name="LastProblems">What stood in the way of the last run.</param>
/// <param name="Configuration">What is wrong with the organisation file; the last one that could be read is in force then.</param>
public sealed record SyncState(bool IsRunning, string Phase, DateTimeOffset Since, int Waiting, DateTimeOffset? LastFinishedAt, IReadOnlyList<Problem> LastProblems, IReadOnlyList<Problem> Configuration);

/// <summary>Where the background work stands, for pages, API and metrics. Reading it waits for nothing.</summary>
public sealed class SyncProgress(TimeProvider clock) : IProgress<string>
{
    private readonly Lock gate = new();
    private SyncState state = new(false, "", clock.GetUtcNow(), 0, null, [], []);

    public SyncState Now
    {
        get
        {
            lock (gate) return state;
        }
    }

    /// <summary>Runs since the start of this process, those that failed, and how long the last one took.</summary>
    public SyncTally Tally { get; } = new();

    /// <summary>What is being done.</summary>
    public void Report(string value) => Change(s => s with { Phase = value });

    internal void Waits(int waiting) => Change(s => s with { Waiting = waiting });

    internal void Begins() => Change(s => s with { IsRunning = true, Phase = "starting", Since = clock.GetUtcNow() });

    internal void Configured(IReadOnlyList<Problem> problems) => Change(s => s with { Configuration = problems });

    internal void Ends(IReadOnlyList<Problem> problems, bool failed)
    {
        var now = clock.GetUtcNow();
        Change(s =>
        {
            Tally.Add(now - s.Since, failed);
            return s with { IsRunning = false, Phase = "", Since = now, LastFinishedAt = now, LastProblems = problems };
        });
    }

    private void Change(Func<SyncState, SyncState> change)
    {
        lock (gate) state = change(state);
    }
}
