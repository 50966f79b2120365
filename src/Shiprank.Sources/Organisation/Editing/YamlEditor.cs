using Shiprank.Core;
using YamlDotNet.Core;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>
/// Edits a YAML text where it stands: what an edit is not about keeps its every character, comments included. After each edit the text is read
/// again; one that does not say exactly what was meant is not given out.
/// </summary>
internal static class YamlEditor
{
    private const string ByHand = "edit the file by hand";

    /// <param name="text">Without a byte order mark, one that <see cref="YamlTree"/> reads without a problem.</param>
    public static Result<string> Apply(string text, string path, IEnumerable<YamlEdit> edits)
    {
        if (text.Replace("\r\n", "", StringComparison.Ordinal).Contains('\r', StringComparison.Ordinal)) return new Problem(path, 0, "some lines end with a carriage return alone", ByHand);
        foreach (var edit in edits)
        {
            var edited = Apply(text, path, edit);
            if (!edited.Succeeded) return edited;
            text = edited.Value;
        }

        return text;
    }

    private static Result<string> Apply(string text, string path, YamlEdit edit)
    {
        if (Parse(text, path) is not { } before) return new Problem(path, 0, "the file is not a set of keys and values", ByHand);
        var meant = YamlModel.Apply(before, edit);
        if (YamlModel.Same(before, meant)) return text;
        if (YamlOutline.Of(text) is not MapNode root) return new Problem(path, 0, "the file's layout is not understood", ByHand);
        if (Tie(text, root, edit) is { } line) return new Problem(path, line, "an anchor, an alias or a tag stands here: one edit would change other places too", ByHand);
        if (Says(Cut(text, new YamlSplicer(text, root).Splices(edit)), path, meant) is { } edited) return edited;
        return Says(Rewritten(text, root, edit, meant), path, meant) is { } rewritten
            ? rewritten
            : new Problem(path, YamlPlace.Line(text, YamlPlace.Nearest(root, edit.Path).Start), "this part of the file can't be changed without touching what stands around it", ByHand);
    }

    private static YamlMap? Parse(string text, string path)
    {
        List<Problem> problems = [];
        var value = YamlTree.Parse(text, path, problems) as YamlMap;
        return problems.Count == 0 ? value : null;
    }

    private static string? Says(string? text, string path, YamlValue meant) => text is not null && YamlModel.Same(Parse(text, path), meant) ? text : null;

    private static string? Cut(string text, IReadOnlyList<Splice>? splices)
    {
        if (splices is null) return null;
        foreach (var splice in splices.OrderByDescending(s => s.Start).ThenByDescending(s => s.End)) text = string.Concat(text.AsSpan(0, splice.Start), splice.Text, text.AsSpan(splice.End));
        return text;
    }

    /// <returns>The line of the first anchor, alias or tag on the way to the edited value or in it; null when there is none.</returns>
    private static long? Tie(string text, MapNode root, YamlEdit edit)
    {
        YamlNode? node = root;
        for (var depth = 0; node is not null; depth++)
        {
            var last = depth == edit.Path.Count;
            if (node.Tied || (last && edit is not AddItem && node.HasTies)) return YamlPlace.Line(text, node.Start);
            if (last) return null;
            node = YamlPlace.Child(node, edit.Path[depth]);
        }

        return null;
    }

    /// <summary>The smallest list or map around the edited value written anew, when no comment and no tie stands in it.</summary>
    private static string? Rewritten(string text, MapNode root, YamlEdit edit, YamlValue meant)
    {
        var path = edit.Path.ToList();
        if (edit is not AddItem) path.RemoveAt(path.Count - 1);
        for (; path.Count > 0; path.RemoveAt(path.Count - 1))
        {
            if (YamlPlace.Find(root, path) is not { } node || YamlModel.Find(meant, path) is not { } value) continue;
            if (node.HasTies || YamlPlace.HasComment(text, node.Start, node.End)) return null;
            var flow = YamlEmitter.Flow(value);
            return string.Concat(text.AsSpan(0, node.Start), node.Start > 0 && text[node.Start - 1] == ':' ? " " + flow : flow, text.AsSpan(node.End));
        }

        return null;
    }
}
