namespace Shiprank.Server.Tests.Access;

/// <summary>A clock that stands until it is moved. Timers go on.</summary>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
