using System.Collections.Concurrent;

namespace Shiprank.Server.Tests;

/// <summary>A clock for which every wait is over at once, and which then shows the time that it would have been. What was waited for is kept.</summary>
internal sealed class HurriedClock(DateTimeOffset start) : TimeProvider
{
    /// <summary>Shorter waits than that are time-outs of work that is going on: they never come.</summary>
    private readonly ConcurrentQueue<TimeSpan> waits = new();
    private long passed;

    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    /// <summary>Waits of this length or longer are none but time-outs.</summary>
    public TimeSpan TimeOuts { get; init; } = TimeSpan.FromSeconds(60);

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref passed));

    public override long GetTimestamp() => Interlocked.Read(ref passed);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= TimeOuts) return new Never();
        waits.Enqueue(dueTime);
        Interlocked.Add(ref passed, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
