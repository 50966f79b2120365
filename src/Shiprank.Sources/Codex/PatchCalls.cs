using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>Files named in an <c>apply_patch</c> call: a tool call of its own, or a shell command that carries the patch.</summary>
internal static class PatchCalls
{
    private static readonly string[] Headers = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: "];

    /// <summary>Call id and paths of the <c>response_item</c> whose payload the reader stands on; null when it patches nothing.</summary>
    public static (string Id, string[] Paths)? Read(ref Utf8JsonReader reader, Interner texts)
    {
        string type = "", call = "", patch = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isCall) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("call_id"u8));
            var isPatch = reader.ValueTextEquals("input"u8) || reader.ValueTextEquals("arguments"u8);
            reader.Read();
            if (reader.TokenType != JsonTokenType.String) reader.Skip();
            else if (isType) type = texts.Of(ref reader);
            else if (isCall) call = texts.Of(ref reader);
            else if (isPatch) patch = reader.GetString()!;
        }

        if (type is not ("custom_tool_call" or "function_call") || !patch.Contains("*** Begin Patch", StringComparison.Ordinal)) return null;
        // Arguments of a shell call are JSON within JSON: their line ends are still escaped.
        var lines = (type == "function_call" ? patch.Replace("\\n", "\n") : patch).Split('\n');
        var paths = lines.Select(l => l.TrimEnd('\r')).SelectMany(l => Headers.Where(h => l.StartsWith(h, StringComparison.Ordinal)).Select(h => texts.Of(l[h.Length..].Trim())))
            .Distinct(StringComparer.Ordinal).ToArray();
        return paths.Length > 0 ? (call, paths) : null;
    }
}
