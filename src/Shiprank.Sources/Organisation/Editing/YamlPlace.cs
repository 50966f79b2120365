using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Finds values of a YAML text by their path.</summary>
internal static class YamlPlace
{
    public static YamlNode? Child(YamlNode node, YamlStep step) => node switch
    {
        MapNode map when step.Key is { } key => map.Entry(key)?.Value,
        ListNode list when step.Key is null && step.Index < list.Items.Count => list.Items[step.Index],
        _ => null,
    };

    public static YamlNode? Find(YamlNode root, IEnumerable<YamlStep> path)
    {
        YamlNode? node = root;
        foreach (var step in path) node = node is null ? null : Child(node, step);
        return node;
    }

    /// <summary>The value at the end of the path, or the last on the way that is there.</summary>
    public static YamlNode Nearest(YamlNode root, IReadOnlyList<YamlStep> path)
    {
        var node = root;
        foreach (var step in path)
        {
            if (Child(node, step) is not { } child) break;
            node = child;
        }

        return node;
    }

    /// <summary>The line of a place, from 1.</summary>
    public static long Line(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    public static bool HasComment(string text, int start, int end) => Comments(text).Any(c => c.Start < end && c.End > start);

    /// <summary>Every comment of a text that can be read.</summary>
    public static IEnumerable<(int Start, int End)> Comments(string text)
    {
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        while (scanner.MoveNextWithoutConsuming())
        {
            if (scanner.Current is Comment comment) yield return ((int)comment.Start.Index, (int)comment.End.Index);
            scanner.ConsumeCurrent();
        }
    }
}
