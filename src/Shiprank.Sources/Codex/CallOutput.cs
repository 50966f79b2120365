using System.Buffers.Text;
using System.Text.Json;

namespace Shiprank.Sources.Codex;

/// <summary>
/// Tells from a call's output whether it was carried out: by the exit code, which stands in an envelope (<c>{"output":…,"metadata":{"exit_code":0}}</c>) or
/// in the first lines (<c>Exit code: 0</c>, <c>Process exited with code 0</c>), or by <c>apply_patch</c>'s own words. An output may be a text, a list
/// of texts, or an object with <c>success</c>.
/// </summary>
internal static class CallOutput
{
    /// <summary>Where an exit code may stand: behind the envelope's text, or in the lines before a command's own output.</summary>
    private const int Head = 400;

    /// <summary>Reads the value that follows.</summary>
    public static CallEnd Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        var depth = reader.CurrentDepth;
        if (reader.TokenType == JsonTokenType.String) return Of(reader.ValueSpan);
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
                end = Of(reader.ValueSpan);
            }
        }

        return end;
    }

    /// <param name="escaped">A JSON string's bytes between its quotes.</param>
    public static CallEnd Of(ReadOnlySpan<byte> escaped)
    {
        var head = escaped[..Math.Min(Head, escaped.Length)];
        if (escaped is [(byte)'{', ..] && Code(escaped[Math.Max(0, escaped.LastIndexOf("exit_code"u8))..], "exit_code"u8) is { } enveloped) return End(enveloped);
        if ((Code(head, "Exit code:"u8) ?? Code(head, "Process exited with code"u8)) is { } stated) return End(stated);
        if (head.IndexOf("Success. Updated the following files"u8) >= 0) return CallEnd.Done;
        return head.IndexOf("apply_patch verification failed"u8) >= 0 || head.IndexOf("rejected"u8) >= 0 || head.IndexOf("aborted"u8) >= 0 ? CallEnd.Failed : CallEnd.Unknown;
    }

    private static CallEnd End(int code) => code == 0 ? CallEnd.Done : CallEnd.Failed;

    /// <summary>The number that follows a name, past quotes, colons and blanks.</summary>
    private static int? Code(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(text[(at + name.Length)..].TrimStart("\\\": "u8), out int code, out _) ? code : null;
    }
}
