namespace Shiprank.Engine;

/// <summary>A clock that always says the same, for figures as of one moment. Timers go on.</summary>
public sealed class AsOfClock(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
}
