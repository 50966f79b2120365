namespace Shiprank.Core.Usage.Telemetry;

/// <summary>Bucket that a point of a counter belongs to. A cache write whose lifetime is not told is one of five minutes.</summary>
public enum TokenBucket : short
{
    Input = 0,
    CacheRead = 1,
    CacheWrite = 2,
    Output = 3,
}

public static class TokenBuckets
{
    public static TokenCounts Holding(this TokenBucket bucket, long count) => bucket switch
    {
        TokenBucket.Input => new(count, 0, 0, 0, 0),
        TokenBucket.CacheRead => new(0, count, 0, 0, 0),
        TokenBucket.CacheWrite => new(0, 0, count, 0, 0),
        _ => new(0, 0, 0, 0, count),
    };
}

/// <summary>
/// A point of a growing counter. What it adds is its value less that of the point before it in the same stream; a stream that starts anew begins with 0.
/// </summary>
/// <param name="Stream">Tells streams apart: every attribute of the point and of its resource, and the client.</param>
/// <param name="Row">What a row of it says besides key, time and tokens.</param>
public sealed record CounterPoint(long Stream, DateTimeOffset Start, DateTimeOffset At, TokenBucket Bucket, long Value, UsageRow Row);

/// <summary>
/// A part of what a client says that a session used in all. It is never counted; where a session's responses come to less, the difference is.
/// </summary>
/// <param name="Identity">The same point again is the same number; of a growing counter it is the stream's, and the largest value stands.</param>
public sealed record ControlPoint(long Identity, string Tool, string Session, string Model, TokenBucket Bucket, DateTimeOffset At, long Value, string? Person, string? Ticket);

/// <summary>How far a stream of a growing counter was read.</summary>
/// <param name="At">Time of the newest point.</param>
/// <param name="Value">Its value: all that the stream counted since <paramref name="Start"/>.</param>
public readonly record struct CounterState(long Stream, DateTimeOffset Start, DateTimeOffset At, long Value);
