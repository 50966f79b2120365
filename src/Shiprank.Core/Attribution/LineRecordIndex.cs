using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution;

/// <summary>Line records by commit: what a git-ai note says of a line that the commit adds.</summary>
public sealed class LineRecordIndex
{
    private readonly Dictionary<string, Dictionary<string, List<AttestedRange>>> byCommit = new(StringComparer.Ordinal);

    public LineRecordIndex(IEnumerable<LineRecord> records)
    {
        foreach (var record in records)
        {
            if (record.Ranges.Count == 0) continue;
            byCommit[record.Sha] = record.Ranges.GroupBy(r => r.Path, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        }
    }

    /// <summary>Recorded, Human, or null when no range covers the line. Where both do, the first of the table applies: recorded.</summary>
    public Evidence? Of(string sha, string path, int line)
    {
        if (!byCommit.TryGetValue(sha, out var paths) || !paths.TryGetValue(path, out var ranges)) return null;
        Evidence? found = null;
        foreach (var range in ranges)
        {
            if (line < range.First || line > range.Last) continue;
            if (!range.Human) return Evidence.Recorded;
            found = Evidence.Human;
        }

        return found;
    }
}
