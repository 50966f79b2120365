using Shiprank.Core.Usage.Telemetry;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>What was left out by name, until it goes to the spool with others: nothing has to wait for the disk because of it.</summary>
internal sealed class OtlpTally
{
    private readonly Lock gate = new();
    private Dictionary<TelemetryKind, long> counts = [];

    public void Add(IReadOnlyDictionary<TelemetryKind, long> more)
    {
        lock (gate)
        {
            foreach (var (kind, count) in more) counts[kind] = counts.GetValueOrDefault(kind) + count;
        }
    }

    public IReadOnlyDictionary<TelemetryKind, long> Take()
    {
        lock (gate)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }
}
