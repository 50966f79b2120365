using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.OpenCode;

/// <summary>
/// What a finished call of <c>edit</c>, <c>write</c>, <c>multiedit</c>, <c>patch</c> or <c>apply_patch</c> did. Its result has a diff a file
/// (<c>metadata.files[{filePath|file, movePath, patch|diff}]</c>) or one of the file (<c>metadata.diff</c>); where it has none, the input tells.
/// </summary>
internal static class OpenCodeEdits
{
    /// <param name="part">The call; its tool stands as <c>tool</c>, in newer stores as <c>name</c>.</param>
    /// <param name="state">Its <c>state</c>, with <c>input</c> and the result's <c>metadata</c>, in some stores named <c>structured</c>.</param>
    public static IReadOnlyList<FileEdit> Read(JsonElement part, JsonElement state, LogWorker worker)
    {
        var fields = worker.Fields;
        var tool = First(fields, part, "tool", "name");
        if (tool is not ("edit" or "write" or "multiedit" or "patch" or "apply_patch")) return [];
        var (input, result) = (state.Get("input"), state.Get("metadata"));
        if (result.ValueKind != JsonValueKind.Object) result = state.Get("structured");
        if (Files(result, worker) is { Count: > 0 } files) return files;
        if (tool is "patch" or "apply_patch") return PatchText.Read(EditLines.Escaped(input.Get("patchText")), worker.Edits, worker.Texts);
        var path = First(fields, input, "filePath", "path");
        return path.Length > 0 ? [new(path, Written(tool, input, result, worker.Edits))] : [];
    }

    /// <summary>The files of a result that has a diff of each; none when one lacks it.</summary>
    private static List<FileEdit> Files(JsonElement result, LogWorker worker)
    {
        List<FileEdit> files = [];
        foreach (var file in result.LooseItems("files"))
        {
            var path = First(worker.Fields, file, "movePath", "filePath", "file", "relativePath");
            if (path.Length == 0 || Diff(file, "patch", "diff") is not { } diff) return [];
            var lines = new List<LineText>();
            worker.Edits.AddDiff(lines, EditLines.Escaped(diff));
            files.Add(new(path, lines));
        }

        return files;
    }

    private static List<LineText> Written(string tool, JsonElement input, JsonElement result, EditLines edits)
    {
        List<LineText> lines = [];
        List<JsonElement> diffs = [.. new[] { result }.Concat(result.LooseItems("results")).Select(r => Diff(r, "diff", "patch")).OfType<JsonElement>()];
        foreach (var diff in diffs) edits.AddDiff(lines, EditLines.Escaped(diff));
        if (diffs.Count > 0) return lines;
        if (tool == "write") edits.AddText(lines, EditLines.Escaped(input.Get("content")));
        else foreach (var edit in new[] { input }.Concat(input.LooseItems("edits"))) edits.AddDifference(lines, EditLines.Escaped(edit.Get("oldString")), EditLines.Escaped(edit.Get("newString")));
        return lines;
    }

    private static JsonElement? Diff(JsonElement of, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (of.Get(name) is { ValueKind: JsonValueKind.String } diff) return diff;
        }

        return null;
    }

    private static string First(FieldReader fields, JsonElement of, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.Loose(of, name) is { Length: > 0 } text) return text;
        }

        return "";
    }
}
