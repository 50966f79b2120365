namespace Shiprank.Server;

/// <summary>A clock that always says the same, for figures as of one moment. Timers go on.</summary>
internal sealed class StoppedClock(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
}
