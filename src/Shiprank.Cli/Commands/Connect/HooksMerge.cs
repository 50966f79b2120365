using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Core;

namespace Shiprank.Cli.Commands.Connect;

/// <summary>A client's file with our hooks in it, or without them: other hooks stay where they are, our own of before are taken out first.</summary>
internal static class HooksMerge
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="before">Null: the file is not there.</param>
    /// <param name="remove">Ours are taken out and none put in.</param>
    /// <returns>The whole file; null text: it is not (or no longer) needed.</returns>
    public static Result<MergedHooks> Merge(HookFile file, string client, string? before, bool remove) => file.Layout switch
    {
        HookLayout.Groups => Groups(file, client, before, remove),
        HookLayout.Own => new MergedHooks(remove ? null : Own(file)),
        HookLayout.Single => new MergedHooks(remove ? null : Single(file)),
        HookLayout.Plugin => new MergedHooks(remove ? null : HookPlugin.Text(Path.GetFileName(file.File), file.Entries)),
        _ => new MergedHooks(before),
    };

    /// <summary>Lines of TOML, for a block that is written as a whole.</summary>
    public static IEnumerable<string> Toml(HookFile file)
    {
        foreach (var entry in file.Entries)
        {
            yield return $"[[hooks.{entry.Event}]]";
            yield return $"[[hooks.{entry.Event}.hooks]]";
            yield return "type = \"command\"";
            yield return $"command = \"{entry.Command.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
            yield return $"timeout = {entry.Timeout}";
        }
    }

    private static Result<MergedHooks> Groups(HookFile file, string client, string? before, bool remove)
    {
        JsonObject root;
        try
        {
            if ((string.IsNullOrWhiteSpace(before) ? new JsonObject() : JsonNode.Parse(before)) is not JsonObject map) return new Problem(file.File, 0, "it is not a JSON object", "put the hooks into it by hand: run the command without --write");
            root = map;
        }
        catch (JsonException wrong)
        {
            return new Problem(file.File, (wrong.LineNumber ?? -1) + 1, "it is not plain JSON (a comment?), and writing it would lose that", "put the hooks into it by hand: run the command without --write");
        }

        var untouched = root.DeepClone();
        if (root["hooks"] is null) root["hooks"] = new JsonObject();
        if (root["hooks"] is not JsonObject hooks) return new Problem(file.File, 0, "\"hooks\" is no object", "put the hooks into it by hand");
        foreach (var (name, groups) in hooks.ToList())
        {
            if (groups is JsonArray all) TakeOut(hooks, name, all, client);
        }

        foreach (var entry in remove ? [] : file.Entries)
        {
            if (hooks[entry.Event] is null) hooks[entry.Event] = new JsonArray();
            if (hooks[entry.Event] is not JsonArray groups) return new Problem(file.File, 0, $"\"hooks.{entry.Event}\" is no list", "put the hooks into it by hand");
            var group = new JsonObject();
            if (entry.Matcher is { } matcher) group["matcher"] = matcher;
            group["hooks"] = new JsonArray(new JsonObject { ["type"] = "command", ["command"] = entry.Command, ["timeout"] = entry.Timeout });
            groups.Add((JsonNode)group);
        }

        if (hooks.Count == 0) root.Remove("hooks");
        if (JsonNode.DeepEquals(untouched, root)) return new MergedHooks(before);
        return new MergedHooks(remove && root.Count == 0 ? null : root.ToJsonString(Indented) + "\n");
    }

    private static void TakeOut(JsonObject hooks, string name, JsonArray groups, string client)
    {
        var found = false;
        foreach (var group in groups.OfType<JsonObject>().ToList())
        {
            if (group["hooks"] is not JsonArray entries || entries.Where(e => IsOurs(e, client)).ToList() is not { Count: > 0 } ours) continue;
            foreach (var entry in ours) entries.Remove(entry);
            if (entries.Count == 0) groups.Remove(group);
            found = true;
        }

        if (found && groups.Count == 0) hooks.Remove(name);
    }

    /// <summary>Written by an earlier <c>connect</c>, from wherever the program was then.</summary>
    private static bool IsOurs(JsonNode? entry, string client) =>
        entry is JsonObject { } one && one["command"] is JsonValue value && value.TryGetValue(out string? command) && command.Contains("shiprank", StringComparison.OrdinalIgnoreCase) && command.TrimEnd().EndsWith($" hook {client}", StringComparison.Ordinal);

    private static string Own(HookFile file)
    {
        var hooks = new JsonObject();
        foreach (var entry in file.Entries) hooks[entry.Event] = new JsonArray(new JsonObject { ["type"] = "command", ["bash"] = entry.Command, ["timeoutSec"] = entry.Timeout });
        return new JsonObject { ["version"] = 1, ["hooks"] = hooks }.ToJsonString(Indented) + "\n";
    }

    private static string Single(HookFile file)
    {
        var entry = file.Entries[0];
        var hook = new JsonObject { ["version"] = "v1", ["name"] = "Shiprank", ["trigger"] = entry.Event };
        if (entry.Matcher is { } matcher) hook["matcher"] = matcher;
        hook["action"] = new JsonObject { ["type"] = "command", ["command"] = entry.Command, ["timeout"] = entry.Timeout };
        return hook.ToJsonString(Indented) + "\n";
    }
}

/// <param name="Text">Of the whole file; the same as before when nothing is to be changed; null: there is to be none.</param>
internal sealed record MergedHooks(string? Text);
