namespace Shiprank.Engine.Health;

public enum SourceState
{
    Ok = 0,

    /// <summary>It was not looked at, or told nothing, for longer than it should be.</summary>
    Late = 1,

    /// <summary>It can't be read, or was left out the last time.</summary>
    Failing = 2,

    /// <summary>Nothing ever came from it.</summary>
    NeverSeen = 3,
}

public enum SourceKind
{
    /// <summary>A home directory with agents' own logs.</summary>
    Home,

    /// <summary>Usage that agents send.</summary>
    Telemetry,
    Repository,

    /// <summary>Delivery events by what they say of where they are from.</summary>
    Events,

    /// <summary>Whoever delivers to an address of the server.</summary>
    Hook,
    Prices,

    /// <summary>Vendors' reports and invoices.</summary>
    Bill,

    /// <summary>A folder with traces of runs.</summary>
    Runs,
}

/// <summary>Something that facts come from, and how it is.</summary>
/// <param name="Name">As the configuration calls it.</param>
/// <param name="How">In a few words how it is read.</param>
/// <param name="Newest">The newest row, event or commit of it; null without any.</param>
/// <param name="LastRead">When it was looked at last; null when that is not known.</param>
/// <param name="Rows">Responses, commits, events or deliveries.</param>
/// <param name="Covers">What of the organisation it tells of.</param>
/// <param name="Skipped">What was left out the last time that it was read, by reason.</param>
/// <param name="Wrong">What is wrong with it; empty when nothing is.</param>
/// <param name="Next">What to do; empty when nothing is to be done.</param>
public sealed record SourceRow(
    SourceKind Kind, string Name, string How, SourceState State, DateTimeOffset? Newest, DateTimeOffset? LastRead, long Rows, string Covers,
    IReadOnlyList<(string Reason, long Count)> Skipped, string Wrong = "", string Next = "")
{
    public long SkippedCount => Skipped.Sum(s => s.Count);

    /// <summary>How old the newest is; null without any, or when it is dated later than now.</summary>
    public TimeSpan? Lag(DateTimeOffset now) => Newest is { } at && at <= now ? now - at : null;
}
