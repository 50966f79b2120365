using System.Runtime.InteropServices;
using Shiprank.Core.Delivery;

namespace Shiprank.Store.Delivery;

/// <summary>The files of a patch as one body. Line values are hashes and stand raw: nothing compresses them.</summary>
internal static class PatchCodec
{
    /// <summary>First byte of a body: the way that the rest is written.</summary>
    private const byte Format = 1;

    public static void Write(PackWriter to, IReadOnlyList<FilePatch> files)
    {
        to.Number(Format);
        to.Count(files.Count);
        foreach (var file in files)
        {
            var renamed = !string.Equals(file.OldPath, file.NewPath, StringComparison.Ordinal);
            to.Flag(renamed);
            to.TextOrNull(file.OldPath);
            if (renamed) to.TextOrNull(file.NewPath);
            to.Number((byte)file.OldTraits);
            to.Number((byte)file.NewTraits);
            to.Count(file.Hunks.Count);
            int oldLine = 0, newLine = 0, first = 0;
            foreach (var hunk in file.Hunks)
            {
                to.Signed(hunk.OldStart - oldLine);
                to.Count(hunk.OldCount);
                to.Signed(hunk.NewStart - newLine);
                to.Count(hunk.NewCount);
                to.Signed(hunk.FirstLine - first);
                oldLine = hunk.OldStart + hunk.OldCount;
                newLine = hunk.NewStart + hunk.NewCount;
                first = hunk.FirstLine + hunk.OldCount + hunk.NewCount;
            }

            to.Count(file.Lines.Length);
            foreach (var line in file.Lines) to.Word(line.Value);
        }
    }

    public static CommitPatch Read(string sha, ReadOnlySpan<byte> body)
    {
        var from = new PackReader(body);
        if (from.Number() is var format && format != Format) throw new InvalidDataException($"patch {sha} is written in the unknown way {format}");
        var files = new FilePatch[from.Count()];
        for (var i = 0; i < files.Length; i++) files[i] = ReadFile(ref from);
        return new(sha, files);
    }

    private static FilePatch ReadFile(ref PackReader from)
    {
        var renamed = from.Flag();
        var oldPath = from.TextOrNull();
        var newPath = renamed ? from.TextOrNull() : oldPath;
        var (oldTraits, newTraits) = ((FileTraits)from.Number(), (FileTraits)from.Number());
        var hunks = new Hunk[from.Count()];
        int oldLine = 0, newLine = 0, first = 0;
        for (var i = 0; i < hunks.Length; i++)
        {
            var oldStart = (int)(oldLine + from.Signed());
            var oldCount = from.Count();
            var newStart = (int)(newLine + from.Signed());
            var newCount = from.Count();
            first = (int)(first + from.Signed());
            hunks[i] = new(oldStart, oldCount, newStart, newCount, first);
            oldLine = oldStart + oldCount;
            newLine = newStart + newCount;
            first += oldCount + newCount;
        }

        var count = from.Count();
        var values = from.Take(checked(count * sizeof(ulong)));
        var lines = new LineText[count];
        if (BitConverter.IsLittleEndian) MemoryMarshal.Cast<byte, LineText>(values).CopyTo(lines);
        else ReadLines(values, lines);
        return new(oldPath, newPath, oldTraits, newTraits, hunks, lines);
    }

    private static void ReadLines(ReadOnlySpan<byte> values, LineText[] lines)
    {
        var from = new PackReader(values);
        for (var i = 0; i < lines.Length; i++) lines[i] = new(from.Word());
    }
}
