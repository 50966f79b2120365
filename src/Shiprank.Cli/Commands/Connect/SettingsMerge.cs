using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Core;

namespace Shiprank.Cli.Commands.Connect;

/// <summary>A client's settings file with what it is told, everything else in it as it was.</summary>
/// <param name="Text">The whole file; the same as before when nothing is to be changed.</param>
/// <param name="Replaced">Settings that said something else.</param>
internal sealed record MergedSettings(string Text, IReadOnlyList<string> Replaced);

internal static class SettingsMerge
{
    private const string Begin = "# shiprank connect: begin";
    private const string End = "# shiprank connect: end";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="before">Text of the file; null when it is not there.</param>
    public static Result<MergedSettings> Merge(string file, string? before, ClientSettings settings) => settings.Block.Count > 0 ? Toml(file, before ?? "", settings.Block) : Json(file, before, settings.Settings);

    private static Result<MergedSettings> Json(string file, string? before, IReadOnlyList<(string Path, object Value)> settings)
    {
        JsonObject root;
        try
        {
            if ((string.IsNullOrWhiteSpace(before) ? new JsonObject() : JsonNode.Parse(before)) is not JsonObject map) return new Problem(file, 0, "it is not a JSON object", "put the settings into it by hand");
            root = map;
        }
        catch (JsonException wrong)
        {
            return new Problem(file, (wrong.LineNumber ?? -1) + 1, "it is not plain JSON (a comment?), and writing it would lose that", "put the settings into it by hand: run the command without --write");
        }

        var (replaced, changed) = (new List<string>(), false);
        foreach (var (path, value) in settings)
        {
            var (keys, at) = (path.Split('/'), root);
            foreach (var key in keys[..^1])
            {
                if (at[key] is null) at[key] = new JsonObject();
                if (at[key] is not JsonObject inner) return new Problem(file, 0, $"\"{key}\" is no object", "put the settings into it by hand");
                at = inner;
            }

            JsonNode wanted = value is bool flag ? JsonValue.Create(flag) : JsonValue.Create((string)value);
            var now = at[keys[^1]];
            if (JsonNode.DeepEquals(now, wanted)) continue;
            if (now is not null) replaced.Add(string.Join('.', keys));
            at[keys[^1]] = wanted;
            changed = true;
        }

        return new MergedSettings(changed ? root.ToJsonString(Indented) + "\n" : before!, replaced);
    }

    /// <summary>A block between two comments, so that the rest of the file is never read as anything but text.</summary>
    private static Result<MergedSettings> Toml(string file, string before, IReadOnlyList<string> block)
    {
        var lines = before.Split('\n').ToList();
        var (first, last) = (lines.FindIndex(l => l.Trim() == Begin), lines.FindIndex(l => l.Trim() == End));
        List<string> own = [Begin, .. block, End];
        if (first >= 0 && last > first)
        {
            if (lines[first..(last + 1)].Select(l => l.TrimEnd('\r')).SequenceEqual(own)) return new MergedSettings(before, []);
            lines.RemoveRange(first, last - first + 1);
            lines.InsertRange(first, own);
            return new MergedSettings(string.Join('\n', lines), ["otel"]);
        }

        var other = lines.FindIndex(l => l.TrimStart() is var t && (t.StartsWith("[otel]", StringComparison.Ordinal) || t.StartsWith("[otel.", StringComparison.Ordinal) || t.StartsWith("otel.", StringComparison.Ordinal) || t.StartsWith("otel =", StringComparison.Ordinal)));
        if (other >= 0) return new Problem(file, other + 1, "it has an otel table of its own", "put the settings into it by hand: run the command without --write");
        var text = new StringBuilder(before);
        if (before.Length > 0 && !before.EndsWith('\n')) text.Append('\n');
        if (before.Length > 0) text.Append('\n');
        foreach (var line in own) text.Append(line).Append('\n');
        return new MergedSettings(text.ToString(), []);
    }
}
