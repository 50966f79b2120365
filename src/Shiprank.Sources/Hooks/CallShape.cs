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
        var (files, command) = (new List<string>(), "");
        var writes = ToolNames.Writes(tool);
        Look(input, "", 0, files, ref command);
        if (command.Length > 0)
        {
            foreach (var path in CommandText.Files(command)) Add(files, path);
            writes |= CommandText.IsPatch(command);
        }

        var hashes = new ulong[files.Count];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = Hash("file\n" + files[i], key);
        return new(Hash(text.ToString(), key), Hash($"{tool}\n{CommandText.Program(command)}", key), hashes, writes);
    }

    /// <summary>Of ids and short words.</summary>
    public static ulong Hash(string text, ReadOnlySpan<byte> key) => SipHash.Of(key, Encoding.UTF8.GetBytes(text));

    private static void Look(JsonElement value, string name, int depth, List<string> files, ref string command)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < DeepestFiles:
                foreach (var member in value.EnumerateObject()) Look(member.Value, member.Name, depth + 1, files, ref command);
                break;
            case JsonValueKind.Array when CommandKeys.Contains(name):
                command = Joined(value);
                break;
            case JsonValueKind.Array when depth < DeepestFiles:
                foreach (var item in value.EnumerateArray()) Look(item, name, depth + 1, files, ref command);
                break;
            case JsonValueKind.String when depth == 0 || CommandKeys.Contains(name):
                command = value.GetString()!;
                break;
            case JsonValueKind.String when PathKeys.Contains(name):
                Add(files, value.GetString()!);
                break;
        }
    }

    private static void Add(List<string> files, string path)
    {
        if (path.Length is 0 or > 4096 || files.Count >= MostFiles) return;
        var plain = path.Trim().TrimEnd('/');
        if (!files.Contains(plain)) files.Add(plain);
    }

    private static string Joined(JsonElement words)
    {
        var all = new StringBuilder();
        foreach (var word in words.EnumerateArray())
        {
            if (word.ValueKind == JsonValueKind.String) all.Append(word.GetString()).Append(' ');
        }

        return all.ToString();
    }

    private static void Normalise(JsonElement value, StringBuilder into)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                into.Append('{');
                var names = new List<string>();
                foreach (var member in value.EnumerateObject())
                {
                    if (!Wording.Contains(member.Name)) names.Add(member.Name);
                }

                names.Sort(StringComparer.Ordinal);
                foreach (var name in names)
                {
                    into.Append(name).Append(':');
                    Normalise(value.GetProperty(name), into);
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
