using System.Text.Json;

namespace Shiprank.Sources.Hooks;

/// <summary>Whether a tool failed, from what its client says of its result. Looked at, never kept.</summary>
internal static class HookOutcome
{
    private const int Tail = 400;

    /// <summary>Words before an exit code, in results that are one text (Codex, Copilot CLI, Gemini CLI).</summary>
    private static readonly string[] Codes = ["exit code: ", "exit code ", "exited with code "];

    public static bool Failed(JsonElement result)
    {
        if (result.ValueKind == JsonValueKind.String) return TextFailed(result.GetString()!);
        if (result.ValueKind != JsonValueKind.Object) return false;
        foreach (var member in result.EnumerateObject())
        {
            var (name, value) = (member.Name, member.Value);
            switch (name)
            {
                case "error" when value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False) && !(value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0):
                case "is_error" or "isError" or "interrupted" when value.ValueKind == JsonValueKind.True:
                case "success" when value.ValueKind == JsonValueKind.False:
                case "exit_code" or "exitCode" or "exit_status" when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var code) && code != 0:
                case "resultType" when value.ValueKind == JsonValueKind.String && value.GetString() != "success":
                case "llmContent" or "textResultForLlm" or "output" when value.ValueKind == JsonValueKind.String && TextFailed(value.GetString()!):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Only the beginning and the end are looked at, where clients put the exit code.</summary>
    private static bool TextFailed(string text) => CodeFailed(text.AsSpan(0, Math.Min(text.Length, Tail))) || (text.Length > Tail && CodeFailed(text.AsSpan(text.Length - Tail)));

    private static bool CodeFailed(ReadOnlySpan<char> text)
    {
        foreach (var words in Codes)
        {
            if (text.IndexOf(words, StringComparison.OrdinalIgnoreCase) is >= 0 and var at && text[(at + words.Length)..] is [>= '1' and <= '9', ..]) return true;
        }

        return false;
    }
}
