using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Import;

/// <summary>What an import read, what came of it and what it had to leave out.</summary>
public sealed class ImportReport
{
    private readonly SortedDictionary<string, int> byType = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> ignored = new(StringComparer.Ordinal);

    /// <summary>Files, lines and what was skipped.</summary>
    public IngestReport Ingest { get; } = new();

    /// <summary>Deliveries, documents or tickets looked at.</summary>
    public int Items { get; set; }

    /// <summary>Events read, by type.</summary>
    public IReadOnlyDictionary<string, int> ByType => byType;

    /// <summary>Events that the store had not yet.</summary>
    public int Added { get; set; }

    /// <summary>Sound items that tell nothing, by reason.</summary>
    public IReadOnlyDictionary<string, int> Ignored => ignored;

    public bool IsPartial => Ingest.Skipped.Count > 0;

    public void Count(StoredEvent e) => byType[e.Type] = byType.GetValueOrDefault(e.Type) + 1;

    public void Ignore(string reason) => ignored[reason] = ignored.GetValueOrDefault(reason) + 1;
}
