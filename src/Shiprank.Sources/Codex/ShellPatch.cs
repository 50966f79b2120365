using System.Buffers;
using System.Text.Json;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>Patches in the command of a shell call: <c>{"command":["apply_patch","*** Begin Patch…"],"workdir":…}</c>, or with a here-document.</summary>
internal static class ShellPatch
{
    /// <summary>Reads a call's arguments, which are JSON within JSON.</summary>
    /// <param name="escaped">The string's bytes between its quotes.</param>
    public static List<FileEdit> Read(ReadOnlySpan<byte> escaped, LogWorker worker, out string workdir)
    {
        workdir = "";
        if (escaped.IndexOf(PatchText.Begin) < 0) return [];
        var json = ArrayPool<byte>.Shared.Rent(escaped.Length);
        try
        {
            // What the outer string escapes once more is at least as long as what it says.
            var length = Unescape(escaped, worker.Edits, json);
            var reader = new Utf8JsonReader(json.AsSpan(0, length));
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader, worker, ref workdir) : [];
        }
        catch (JsonException)
        {
            // Arguments that a model wrote and no tool could read: nothing was run.
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(json);
        }
    }

    /// <summary>Reads the object that follows, as in a <c>local_shell_call</c>.</summary>
    public static List<FileEdit> Read(ref Utf8JsonReader reader, LogWorker worker, out string workdir)
    {
        workdir = "";
        return worker.Fields.NextObject(ref reader) ? ReadObject(ref reader, worker, ref workdir) : [];
    }

    private static List<FileEdit> ReadObject(ref Utf8JsonReader reader, LogWorker worker, ref string workdir)
    {
        List<FileEdit> files = [];
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("workdir"u8) || reader.ValueTextEquals("cwd"u8) || reader.ValueTextEquals("working_directory"u8)) workdir = worker.Fields.NextLoose(ref reader);
            }
            else if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IndexOf(PatchText.Begin) >= 0)
            {
                files.AddRange(PatchText.Read(reader.ValueSpan, worker.Edits, worker.Texts));
            }
        }

        return files;
    }

    /// <summary>Line ends may stand between the tokens of JSON, so the lines are put back together with them.</summary>
    private static int Unescape(ReadOnlySpan<byte> escaped, EditLines edits, Span<byte> json)
    {
        var length = 0;
        for (var lines = edits.Lines(escaped); lines.Next(out var line);)
        {
            line.CopyTo(json[length..]);
            length += line.Length;
            if (length < json.Length) json[length++] = (byte)' ';
        }

        return length;
    }
}
