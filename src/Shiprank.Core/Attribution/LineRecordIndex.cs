using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Core.Attribution;

/// <summary>Line records by commit: what a git-ai note or a trace says of a line that the commit adds. A commit may have several.</summary>
public sealed class LineRecordIndex
{
    private readonly Dictionary<string, Dictionary<string, List<AttestedRange>>> byCommit = new(StringComparer.Ordinal);

    public LineRecordIndex(IEnumerable<LineRecord> records)
    {
        foreach (var record in records)
        {
            if (record.Ranges.Count == 0) continue;
            if (!byCommit.TryGetValue(record.Sha, out var paths)) byCommit[record.Sha] = paths = new(StringComparer.Ordinal);
            foreach (var range in record.Ranges)
            {
                if (!paths.TryGetValue(range.Path, out var ranges)) paths[range.Path] = ranges = [];
                ranges.Add(range);
            }
        }
    }

    /// <summary>The same for the same answers of <see cref="Of"/>; 0 for a commit without a record.</summary>
    public UInt128 Digest(string sha)
    {
        if (!byCommit.TryGetValue(sha, out var paths)) return 0;
        var text = new StringBuilder();
        foreach (var (path, ranges) in paths.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            text.Append(path).Append('\0');
            foreach (var range in ranges.OrderBy(r => r.First).ThenBy(r => r.Last).ThenBy(r => r.Human)) text.Append(CultureInfo.InvariantCulture, $"{range.First} {range.Last} {range.Human}\0");
        }

        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
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
