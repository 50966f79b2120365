using Shiprank.Core.Usage.Telemetry;

namespace Shiprank.Store;

/// <summary>How far a spool was taken over: everything before this place is in the store.</summary>
public readonly record struct SpoolPosition(long Segment, long Bytes);

/// <summary>Items of one client with one outcome and reason.</summary>
public sealed record TelemetryTotal(TelemetryKind Kind, long Items, DateTimeOffset First, DateTimeOffset Last);

/// <summary>What goes into the store beside rows that agents sent, in the same transaction.</summary>
public sealed record SentTelemetry
{
    /// <summary>States after the batch, those that it changed.</summary>
    public IReadOnlyList<CounterState> Counters { get; init; } = [];

    public IReadOnlyList<ControlPoint> Controls { get; init; } = [];

    /// <summary>What became of what was sent, added to what stands.</summary>
    public IReadOnlyDictionary<TelemetryKind, long> Counts { get; init; } = new Dictionary<TelemetryKind, long>();

    /// <summary>When the last of it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required SpoolPosition Position { get; init; }
}
