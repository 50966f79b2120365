using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;

namespace Shiprank.Sources.Otlp;

/// <summary>
/// What one body says of usage: counts, ids and times. The rest of the body is gone. A row's person is as it was stated: an id, an address or a login.
/// </summary>
public sealed class TelemetryReading
{
    private readonly Dictionary<TelemetryKind, long> counts = [];

    public List<UsageRow> Rows { get; } = [];

    public List<CounterPoint> Counters { get; } = [];

    public List<ControlPoint> Controls { get; } = [];

    /// <summary>Sessions of which the branch was told.</summary>
    public List<SessionTrace> Sessions { get; } = [];

    public IReadOnlyDictionary<TelemetryKind, long> Counts => counts;

    public long Refused => counts.Where(c => c.Key.Outcome == TelemetryOutcome.Refused).Sum(c => c.Value);

    public bool HasUsage => Rows.Count + Counters.Count + Controls.Count > 0;

    internal void Count(string client, TelemetryOutcome outcome, string reason)
    {
        var kind = new TelemetryKind(client, outcome, reason);
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
    }

    internal void LeaveOut(string client, string reason) => Count(client, TelemetryOutcome.LeftOut, reason);
}
