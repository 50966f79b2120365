namespace Shiprank.Tests.Caps;

/// <summary>A clock for which a minute is a second.</summary>
internal sealed class QuickClock : TimeProvider
{
    private const int Times = 60;

    private readonly long began = System.GetTimestamp();
    private readonly DateTimeOffset start = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => System.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => start + GetElapsedTime(0, GetTimestamp());

    public override long GetTimestamp() => (System.GetTimestamp() - began) * Times;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, Quick(dueTime), Quick(period));

    private static TimeSpan Quick(TimeSpan span) => span <= TimeSpan.Zero ? span : span / Times;
}
