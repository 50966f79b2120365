namespace Shiprank.Server.Jobs;

/// <summary>Counts of runs since the start of the process.</summary>
public sealed class SyncTally
{
    private long runs;
    private long failures;
    private long ticks;
    private long lastTicks;

    public long Runs => Interlocked.Read(ref runs);

    public long Failures => Interlocked.Read(ref failures);

    public TimeSpan Total => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public TimeSpan Last => TimeSpan.FromTicks(Interlocked.Read(ref lastTicks));

    internal void Add(TimeSpan took, bool failed)
    {
        Interlocked.Increment(ref runs);
        if (failed) Interlocked.Increment(ref failures);
        Interlocked.Add(ref ticks, took.Ticks);
        Interlocked.Exchange(ref lastTicks, took.Ticks);
    }
}
