using System.Buffers.Text;
using System.Text.Json;
using Shiprank.Sources.Edits;

namespace Shiprank.Sources.Codex;

/// <summary>
/// Tells from a call's output whether it was carried out: by the exit code, which stands in an envelope (<c>{"output":…,"metadata":{"exit_code":0}}</c>) or
/// in the first lines (<c>Exit code: 0</c>, <c>Process exited with code 0</c>), or by <c>apply_patch</c>'s own words. An output may be a text, a list
/// of texts, or an object with <c>success</c>.
/// </summary>
internal static class CallOutput
{
    /// <summary>Lines before a command's own output.</summary>
    private const int Head = 8;

    /// <summary>Reads the value that follows.</summary>
    public static CallEnd Read(ref Utf8JsonReader reader, EditLines edits)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        if (reader.TokenType == JsonTokenType.String) return Of(reader.ValueSpan, edits);
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject)) return CallEnd.Unknown;
        var end = CallEnd.Unknown;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("success"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.False) end = CallEnd.Failed;
                else if (reader.TokenType == JsonTokenType.True && end == CallEnd.Unknown) end = CallEnd.Done;
            }
            else if (reader.TokenType == JsonTokenType.String && end == CallEnd.Unknown)
            {
                end = Of(reader.ValueSpan, edits);
            }
        }

        return end;
    }

    /// <param name="escaped">A JSON string's bytes between its quotes.</param>
    private static CallEnd Of(ReadOnlySpan<byte> escaped, EditLines edits)
    {
        var end = CallEnd.Unknown;
        var lines = edits.Lines(escaped);
        for (var n = 0; n < Head && end == CallEnd.Unknown && lines.Next(out var line); n++) end = Said(line);
        return end;
    }

    private static CallEnd Said(ReadOnlySpan<byte> line)
    {
        // The envelope is one line; its text, which stands before the code, may speak of codes itself.
        var envelope = line is [(byte)'{', ..] && line.LastIndexOf("exit_code"u8) is >= 0 and var at ? Code(line[at..], "exit_code"u8) : null;
        if ((envelope ?? Code(line, "Exit code:"u8) ?? Code(line, "Process exited with code"u8)) is { } code) return code == 0 ? CallEnd.Done : CallEnd.Failed;
        if (line.IndexOf("Success. Updated the following files"u8) >= 0) return CallEnd.Done;
        return line.IndexOf("apply_patch verification failed"u8) >= 0 || line.IndexOf("rejected"u8) >= 0 || line.IndexOf("aborted"u8) >= 0 ? CallEnd.Failed : CallEnd.Unknown;
    }

    /// <summary>The number that follows a name, past quotes, colons and blanks.</summary>
    private static int? Code(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart("\": "u8), out int code, out _) ? code : null;
    }
}
