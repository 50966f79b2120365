using System.Text;
using System.Text.Json;

namespace Shiprank.Tests.Scenarios;

/// <summary>
/// The content of a file in a scenario:
/// <c>"text"</c> (the whole text) · <c>["line", …]</c> (lines, each ended by LF) ·
/// <c>{"lines": "name", "from": 1, "to": 9}</c> (made-up code: line k is <c>name_k = compute_name(k)</c>; optional "template" with {name} and {k}) ·
/// <c>{"base64": "…"}</c> · <c>{"copy": "label:path"}</c> (a path in an earlier commit) ·
/// <c>{"text": any of these, "crlf": true, "encoding": "latin-1"}</c> ·
/// <c>{"edit": [op, …]}</c> (edits of the file as it is, line numbers are those before the edits, 1-based:
/// <c>{"delete": [first, last]}</c> <c>{"replace": [first, last], "with": content}</c> <c>{"after": n, "insert": content}</c> <c>{"append": content}</c>).
/// </summary>
internal sealed class ScenarioContent(Func<string, string, byte[]> earlier)
{
    private readonly Func<string, string, byte[]> earlier = earlier;

    public byte[] Of(JsonElement spec, byte[] old)
    {
        if (spec.ValueKind == JsonValueKind.String) return Encoding.UTF8.GetBytes(spec.GetString()!);
        if (spec.ValueKind == JsonValueKind.Array) return Encoding.UTF8.GetBytes(string.Concat(spec.EnumerateArray().Select(l => l.GetString() + "\n")));
        if (spec.TryGetProperty("lines", out var name)) return Lines(spec, name.GetString()!);
        if (spec.TryGetProperty("base64", out var base64)) return base64.GetBytesFromBase64();
        if (spec.TryGetProperty("copy", out var copy))
        {
            var (label, path) = Split(copy.GetString()!);
            return earlier(label, path);
        }

        return spec.TryGetProperty("edit", out var edits) ? Edited(old, edits) : Encoded(spec, old);
    }

    private static byte[] Lines(JsonElement spec, string name)
    {
        var template = spec.Text("template") ?? "{name}_{k} = compute_{name}({k})";
        var text = new StringBuilder();
        for (var k = spec.TryGetProperty("from", out var from) ? from.GetInt32() : 1; k <= spec.GetProperty("to").GetInt32(); k++)
        {
            text.Append(template.Replace("{name}", name, StringComparison.Ordinal).Replace("{k}", $"{k}", StringComparison.Ordinal)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static (string Label, string Path) Split(string copy)
    {
        var colon = copy.IndexOf(':', StringComparison.Ordinal);
        return (copy[..colon], copy[(colon + 1)..]);
    }

    private byte[] Encoded(JsonElement spec, byte[] old)
    {
        var data = Of(spec.GetProperty("text"), old);
        if (spec.Text("encoding") is { } encoding) data = Encoding.Convert(Encoding.UTF8, encoding == "latin-1" ? Encoding.Latin1 : Encoding.GetEncoding(encoding), data);
        return spec.TryGetProperty("crlf", out var crlf) && crlf.GetBoolean() ? [.. data.SelectMany(b => b == '\n' ? "\r\n"u8.ToArray() : [b])] : data;
    }

    private byte[] Edited(byte[] old, JsonElement edits)
    {
        var lines = SplitLines(old);
        var kept = Enumerable.Repeat(true, lines.Count).ToArray();
        var after = Enumerable.Range(0, lines.Count + 1).Select(_ => new List<byte>()).ToArray();
        foreach (var edit in edits.EnumerateArray())
        {
            if (edit.TryGetProperty("append", out var append)) after[lines.Count].AddRange(Of(append, []));
            else if (edit.TryGetProperty("insert", out var insert)) after[edit.GetProperty("after").GetInt32()].AddRange(Of(insert, []));
            else
            {
                var range = edit.TryGetProperty("delete", out var delete) ? delete : edit.GetProperty("replace");
                var (first, last) = (range[0].GetInt32(), range[1].GetInt32());
                if (last > lines.Count) throw new InvalidDataException($"edit beyond the last line: {edit}");
                kept.AsSpan(first - 1, last - first + 1).Clear();
                if (edit.TryGetProperty("with", out var with)) after[first - 1].AddRange(Of(with, []));
            }
        }

        var result = new List<byte>(after[0]);
        for (var i = 0; i < lines.Count; i++)
        {
            if (kept[i]) result.AddRange(lines[i]);
            result.AddRange(after[i + 1]);
        }

        return [.. result];
    }

    private static List<byte[]> SplitLines(byte[] text)
    {
        var lines = new List<byte[]>();
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var end = rest.IndexOf((byte)'\n') is var at and >= 0 ? at + 1 : rest.Length;
            lines.Add(rest[..end].ToArray());
            rest = rest[end..];
        }

        return lines;
    }
}
