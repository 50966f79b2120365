using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Where each value of a YAML text stands. For texts that <see cref="YamlTree"/> reads without a problem.</summary>
internal sealed class YamlOutline
{
    private readonly string text;
    private readonly Parser parser;

    private YamlOutline(string text) => (this.text, parser) = (text, new Parser(new StringReader(text)));

    /// <returns>The document's value; null when there is none, or when its places can't be told.</returns>
    public static YamlNode? Of(string text)
    {
        var outline = new YamlOutline(text);
        try
        {
            outline.parser.Consume<StreamStart>();
            if (outline.parser.TryConsume<StreamEnd>(out _)) return null;
            outline.parser.Consume<DocumentStart>();
            return outline.Value(0);
        }
        catch (YamlException)
        {
            return null;
        }
    }

    /// <param name="empty">Where a value stands that takes no characters.</param>
    private YamlNode Value(int empty)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias)) return new AliasNode(At(alias.Start), At(alias.End));
        var node = (NodeEvent)parser.Current!;
        var tied = !node.Anchor.IsEmpty || !node.Tag.IsEmpty;
        return node switch
        {
            Scalar => Text(empty, tied),
            SequenceStart => List(tied),
            _ => Map(tied),
        };
    }

    private ScalarNode Text(int empty, bool tied)
    {
        var scalar = parser.Consume<Scalar>();
        var (start, end) = (At(scalar.Start), At(scalar.End));
        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length == 0 && !tied) return new(empty, empty, tied, "", scalar.Style);
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return new(start, end, tied, scalar.Value, scalar.Style);
    }

    private ListNode List(bool tied)
    {
        var begin = parser.Consume<SequenceStart>();
        var flow = begin.Style == SequenceStyle.Flow;
        var (start, at) = (At(begin.Start), At(begin.Start));
        List<YamlNode> items = [];
        List<int> dashes = [];
        while (parser.Current is not SequenceEnd)
        {
            if (!flow)
            {
                var dash = Next('-', at);
                dashes.Add(dash);
                at = dash + 1;
            }

            var item = Value(at);
            items.Add(item);
            at = Math.Max(at, item.End);
        }

        // The parser puts an end in brackets before the bracket.
        var end = At(parser.Consume<SequenceEnd>().Start) + 1;
        return new(start, flow ? end : at, tied, flow, items, dashes);
    }

    private MapNode Map(bool tied)
    {
        var begin = parser.Consume<MappingStart>();
        var flow = begin.Style == MappingStyle.Flow;
        var (start, at) = (At(begin.Start), At(begin.Start));
        List<MapItem> entries = [];
        while (parser.Current is not MappingEnd)
        {
            if (Value(at) is not ScalarNode key) throw new YamlException("a key that is no text");
            var colon = Next(':', key.End);
            if (colon < 0 || text[colon] != ':') colon = -1;
            var value = Value(colon < 0 ? key.End : colon + 1);
            entries.Add(new(key, colon, value));
            at = entries[^1].End;
        }

        var end = At(parser.Consume<MappingEnd>().Start) + 1;
        return new(start, flow ? end : at, tied, flow, entries);
    }

    /// <summary>The place of the next sign that is no blank and in no comment, when it is the one that is looked for; else -1.</summary>
    private int Next(char sign, int from) => YamlText.Next(text, from) is var at && at < text.Length && text[at] == sign ? at : -1;

    private static int At(Mark mark) => (int)mark.Index;
}
