using Shiprank.Core.Delivery;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Edits;

/// <summary>
/// Reads the patches of an <c>apply_patch</c> call, wherever in a text they stand (a call's input, a here-document of a shell command):
/// <c>*** Begin Patch</c>, then <c>*** Add File: P</c>, <c>*** Update File: P</c> (perhaps <c>*** Move to: P</c>) or <c>*** Delete File: P</c>, each
/// with lines of <c>+</c>, <c>-</c>, blank and <c>@@</c>, to <c>*** End Patch</c>.
/// </summary>
internal static class PatchText
{
    public static ReadOnlySpan<byte> Begin => "*** Begin Patch"u8;

    /// <summary>The files of every patch in the text, each once, in order; a moved one under its new path.</summary>
    /// <param name="escaped">A JSON string's bytes between its quotes.</param>
    public static List<FileEdit> Read(ReadOnlySpan<byte> escaped, EditLines lines, Interner texts)
    {
        var files = new List<FileEdit>();
        var (inside, path, written) = (false, "", new List<LineText>());
        var rest = lines.Lines(escaped);
        while (rest.Next(out var line))
        {
            if (!line.StartsWith("*** "u8))
            {
                if (inside && line is [(byte)'+', ..]) lines.Add(written, line[1..]);
            }
            else if (line.StartsWith(Begin))
            {
                inside = true;
            }
            else if (inside && (Names(line, "*** Add File: "u8) ?? Names(line, "*** Update File: "u8) ?? Names(line, "*** Delete File: "u8)) is { } named)
            {
                Close();
                path = named;
            }
            else if (inside && Names(line, "*** Move to: "u8) is { } target)
            {
                path = target;
            }
            else if (line.StartsWith("*** End Patch"u8))
            {
                Close();
                inside = false;
            }
        }

        Close();
        return files;

        void Close()
        {
            if (path.Length > 0) Merge(files, path, written);
            (path, written) = ("", []);
        }

        string? Names(ReadOnlySpan<byte> header, ReadOnlySpan<byte> kind) => header.StartsWith(kind) ? texts.Of(header[kind.Length..].Trim(" \t\r"u8)) : null;
    }

    private static void Merge(List<FileEdit> files, string path, List<LineText> written)
    {
        if (files.Find(f => f.Path == path) is { } known) known.Lines.AddRange(written.Take(EditLines.Most - known.Lines.Count));
        else files.Add(new(path, written));
    }
}
