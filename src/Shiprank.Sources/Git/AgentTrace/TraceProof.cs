using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>
/// Finds the text of a range in a file by its hash. The hash is of the range's lines joined by LF, with or without one at the end: what an edit put
/// there, or what a diff shows. Lines may have moved since; the nearest place to the hint counts.
/// </summary>
internal sealed class TraceProof
{
    /// <summary>Most bytes that are hashed for one range of one file: a long range in a long file is given up.</summary>
    private const long MostHashed = 1 << 26;

    private readonly byte[] content;
    private readonly List<int> starts = [0];
    private readonly int[] addedBefore;

    /// <param name="file">The file's content in the commit's tree.</param>
    /// <param name="patch">What the commit does to it: a range without any line that it adds is not its work.</param>
    public TraceProof(ReadOnlySpan<byte> file, FilePatch patch)
    {
        // Editors hand out lines without the CR that the file may have.
        content = file.IndexOf("\r\n"u8) < 0 ? file.ToArray() : WithoutReturns(file);
        for (var at = content.AsSpan().IndexOf((byte)'\n'); at >= 0;)
        {
            starts.Add(at + 1);
            var next = content.AsSpan(at + 1).IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (starts[^1] != content.Length) starts.Add(content.Length + 1);
        addedBefore = new int[Lines + 1];
        foreach (var hunk in patch.Hunks)
        {
            for (var line = hunk.NewStart; line < hunk.NewStart + hunk.NewCount && line <= Lines; line++) addedBefore[line] = 1;
        }

        for (var line = 1; line <= Lines; line++) addedBefore[line] += addedBefore[line - 1];
    }

    private int Lines => starts.Count - 1;

    /// <returns>First and last line of the range as it stands in the file; null when nothing there has the hash.</returns>
    public (int First, int Last)? Find(TraceEntry entry)
    {
        var length = entry.Last - entry.First + 1;
        var left = MostHashed;

        // A writer that counts what follows the last LF as a line gives one line too many.
        return Find(length) ?? (length > 1 ? Find(length - 1) : null);

        (int First, int Last)? Find(int count)
        {
            for (var away = 0; away < Lines; away++)
            {
                if (Is(entry.First - away, count)) return (entry.First - away, entry.First - away + count - 1);
                if (away > 0 && Is(entry.First + away, count)) return (entry.First + away, entry.First + away + count - 1);
            }

            return null;
        }

        bool Is(int first, int count)
        {
            if (first < 1 || first + count - 1 > Lines || left < 0 || addedBefore[first + count - 1] == addedBefore[first - 1]) return false;
            var text = content.AsSpan(starts[first - 1], Math.Min(starts[first + count - 1], content.Length) - starts[first - 1]);
            left -= 2 * text.Length;
            return Murmur3.Hash(text) == entry.Hash || (text is [.. var before, (byte)'\n'] && Murmur3.Hash(before) == entry.Hash);
        }
    }

    private static byte[] WithoutReturns(ReadOnlySpan<byte> file)
    {
        var kept = new byte[file.Length];
        var length = 0;
        for (var i = 0; i < file.Length; i++)
        {
            if (file[i] != '\r' || i + 1 == file.Length || file[i + 1] != '\n') kept[length++] = file[i];
        }

        return kept[..length];
    }
}
