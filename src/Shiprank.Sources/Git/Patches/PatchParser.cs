using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Patches;

/// <summary>A file of a patch, attributes not yet judged, and the object id of its new content (for attribute files; empty where git names none).</summary>
internal readonly record struct ParsedFile(FilePatch Patch, string NewBlob);

/// <summary>
/// Reads <c>git diff-tree --stdin --always -p -U0 --full-index</c>. Lines of hunks are taken by the counts of the hunk's header, never by what they look like,
/// and are hashed at once; no line becomes an object.
/// </summary>
/// <remarks>A change of type (file to link) is two files of one path: the old one deleted, then the new one added.</remarks>
internal sealed class PatchParser(ByteScanner scanner, TextHasher hasher, int mostFiles = PatchParser.MostFiles)
{
    /// <summary>Files of one commit: some gigabytes of memory.</summary>
    private const int MostFiles = 5_000_000;

    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdef"u8);

    private readonly List<LineText> lines = [];
    private readonly List<Hunk> hunks = [];

    /// <summary>The sha that opens the next commit's section, and its files in git's order.</summary>
    /// <exception cref="InvalidDataException">The output is not what git prints.</exception>
    public bool TryRead(out string sha, out List<ParsedFile> files)
    {
        (sha, files) = ("", []);
        if (!scanner.TryReadLine(out var line)) return false;
        if (!IsCommit(line)) throw Unexpected("a commit", line);
        sha = Encoding.ASCII.GetString(line);
        while (scanner.TryReadLine(out line))
        {
            if (IsCommit(line))
            {
                scanner.Unread();
                break;
            }

            if (!After(line, "diff --git "u8, out var names)) throw Unexpected("a file", line);
            if (files.Count == mostFiles) throw new InvalidDataException($"it touches more than {mostFiles} files");
            files.Add(ReadFile(new FileHeader { Names = names.ToArray() }));
        }

        return true;
    }

    private ParsedFile ReadFile(FileHeader header)
    {
        lines.Clear();
        hunks.Clear();
        while (scanner.TryReadLine(out var line))
        {
            if (line.StartsWith("@@ "u8))
            {
                ReadHunk(line);
            }
            else if (IsCommit(line) || line.StartsWith("diff --git "u8))
            {
                scanner.Unread();
                break;
            }
            else if (!header.Take(line))
            {
                throw Unexpected("the header of a file", line);
            }
        }

        return header.File(hunks.Count == 0 ? [] : [.. hunks], lines.Count == 0 ? [] : [.. lines]);
    }

    private void ReadHunk(ReadOnlySpan<byte> line)
    {
        var header = line;
        var rest = line["@@ "u8.Length..];
        var (oldStart, oldCount) = Range((byte)'-', ref rest, header);
        var (newStart, newCount) = Range((byte)'+', ref rest, header);
        if (!rest.StartsWith("@@"u8)) throw Unexpected("a hunk", header);
        hunks.Add(new Hunk(oldStart, oldCount, newStart, newCount, lines.Count));
        ReadLines((byte)'-', oldCount);
        ReadLines((byte)'+', newCount);
    }

    /// <summary>Exactly <paramref name="count"/> lines of one sign, and the remark that the last one lacks its LF.</summary>
    private void ReadLines(byte sign, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!scanner.TryReadLine(out var line, out var whole)) throw new InvalidDataException("a hunk is cut off");
            if (line.Length == 0 || line[0] != sign) throw Unexpected($"a line with {(char)sign}", line);
            lines.Add(whole ? hasher.Line(line[1..]) : LongLine(line[1..]));
        }

        if (count > 0 && scanner.TryPeek(out var next) && next == (byte)'\\') scanner.TryReadLine(out _);
    }

    private LineText LongLine(ReadOnlySpan<byte> start)
    {
        var parts = hasher.Begin();
        parts.Add(start);
        for (var whole = false; !whole && scanner.TryReadLine(out var part, out whole);) parts.Add(part);
        return parts.End();
    }

    private static (int Start, int Count) Range(byte sign, ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> line)
    {
        if (text.Length == 0 || text[0] != sign || !Utf8Parser.TryParse(text = text[1..], out int start, out var used)) throw Unexpected("a hunk", line);
        text = text[used..];
        var count = 1;
        if (text is [(byte)',', ..])
        {
            if (!Utf8Parser.TryParse(text = text[1..], out count, out used)) throw Unexpected("a hunk", line);
            text = text[used..];
        }

        if (text is not [(byte)' ', ..]) throw Unexpected("a hunk", line);
        text = text[1..];
        return (start, count);
    }

    private static bool IsCommit(ReadOnlySpan<byte> line) => line.Length is 40 or 64 && !line.ContainsAnyExcept(Digits);

    internal static bool After(ReadOnlySpan<byte> line, ReadOnlySpan<byte> start, out ReadOnlySpan<byte> rest)
    {
        var has = line.StartsWith(start);
        rest = has ? line[start.Length..] : default;
        return has;
    }

    private static InvalidDataException Unexpected(string wanted, ReadOnlySpan<byte> line) =>
        new($"git printed something else than {wanted}: a line of {line.Length} bytes");
}
