using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Sources.Otlp;
using Shiprank.Store;

namespace Shiprank.Engine.Telemetry;

/// <summary>What one request said of usage, as it waits to be stored. Nothing else of the request is in it.</summary>
public sealed record ReceivedTelemetry
{
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whose token it came with: an id of the organisation file, which goes before what rows state; null: what they state.</summary>
    public string? Person { get; init; }

    /// <summary>Read from agents' logs on another machine, or sent by the agents themselves.</summary>
    public UsageOrigin Origin { get; init; } = UsageOrigin.Sent;

    public IReadOnlyList<UsageRow> Rows { get; init; } = [];

    public IReadOnlyList<CounterPoint> Counters { get; init; } = [];

    public IReadOnlyList<ControlPoint> Controls { get; init; } = [];

    public IReadOnlyList<SessionTrace> Sessions { get; init; } = [];

    public IReadOnlyDictionary<TelemetryKind, long> Counts { get; init; } = new Dictionary<TelemetryKind, long>();

    public static ReceivedTelemetry Of(TelemetryReading reading, string? person, DateTimeOffset at) => new()
    {
        ReceivedAt = at,
        Person = person,
        Rows = reading.Rows,
        Counters = reading.Counters,
        Controls = reading.Controls,
        Sessions = reading.Sessions,
        Counts = reading.Counts,
    };
}
