using System.Text;
using System.Text.Json;
using Shiprank.Core.Caps.Loops;

namespace Shiprank.Sources.Hooks;

/// <summary>
/// What a call of a tool looks like, as keyed hashes. The input is normalised first: the order of its keys, runs of white space, and what an agent words
/// anew each time (a description, a time limit) make no difference.
/// </summary>
internal static class CallShape
{
    private const int MostFiles = 64;

    private const int DeepestFiles = 4;

    /// <summary>Worded anew with each try, without a difference to what is done.</summary>
    private static readonly HashSet<string> Wording = new(StringComparer.OrdinalIgnoreCase) { "description", "explanation", "justification", "timeout", "timeout_ms", "timeoutMs", "initial_wait", "run_in_background", "mode" };

    private static readonly HashSet<string> PathKeys = new(StringComparer.OrdinalIgnoreCase) { "file_path", "filePath", "path", "absolute_path", "notebook_path", "paths", "file", "files", "filename" };

    private static readonly HashSet<string> CommandKeys = new(StringComparer.OrdinalIgnoreCase) { "command", "cmd", "script", "input", "patch" };

    /// <param name="input">The tool's input; of another kind than an object it counts as a whole.</param>
    public static LoopCall Of(string tool, JsonElement input, ReadOnlySpan<byte> key)
    {
        var text = new StringBuilder(256).Append(tool).Append('\n');
        Normalise(input, text);
        var (files, command) = (new List<ulong>(), "");
        var writes = ToolNames.Writes(tool);
        Look(input, "", 0, key, files, ref command);
        if (command.Length > 0)
        {
            foreach (var path in CommandText.Files(command)) Add(files, path, key);
            writes |= CommandText.IsPatch(command);
        }

        return new(Hash(text.ToString(), key), Hash($"{tool}\n{CommandText.Program(command)}", key), files, writes);
    }

    /// <summary>Of ids and short words.</summary>
    public static ulong Hash(string text, ReadOnlySpan<byte> key) => SipHash.Of(key, Encoding.UTF8.GetBytes(text));

    private static void Look(JsonElement value, string name, int depth, ReadOnlySpan<byte> key, List<ulong> files, ref string command)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < DeepestFiles:
                foreach (var member in value.EnumerateObject()) Look(member.Value, member.Name, depth + 1, key, files, ref command);
                break;
            case JsonValueKind.Array when CommandKeys.Contains(name):
                command = string.Join(' ', value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()));
                break;
            case JsonValueKind.Array when depth < DeepestFiles:
                foreach (var item in value.EnumerateArray()) Look(item, name, depth + 1, key, files, ref command);
                break;
            case JsonValueKind.String when depth == 0 || CommandKeys.Contains(name):
                command = value.GetString()!;
                break;
            case JsonValueKind.String when PathKeys.Contains(name):
                Add(files, value.GetString()!, key);
                break;
        }
    }

    private static void Add(List<ulong> files, string path, ReadOnlySpan<byte> key)
    {
        if (path.Length is 0 or > 4096 || files.Count >= MostFiles) return;
        var hash = Hash("file\n" + path.Trim().TrimEnd('/'), key);
        if (!files.Contains(hash)) files.Add(hash);
    }

    private static void Normalise(JsonElement value, StringBuilder into)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                into.Append('{');
                foreach (var member in value.EnumerateObject().Where(m => !Wording.Contains(m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    into.Append(member.Name).Append(':');
                    Normalise(member.Value, into);
                }

                into.Append('}');
                break;
            case JsonValueKind.Array:
                into.Append('[');
                foreach (var item in value.EnumerateArray()) Normalise(item, into);
                into.Append(']');
                break;
            case JsonValueKind.String:
                Squeeze(value.GetString()!, into);
                break;
            default:
                into.Append(value.GetRawText());
                break;
        }

        into.Append(',');
    }

    private static void Squeeze(string text, StringBuilder into)
    {
        var blank = true;
        foreach (var c in text)
        {
            var white = char.IsWhiteSpace(c);
            if (!white) into.Append(c);
            else if (!blank) into.Append(' ');
            blank = white;
        }

        if (into.Length > 0 && into[^1] == ' ') into.Length--;
    }
}
