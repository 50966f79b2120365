using YamlDotNet.Core;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Characters from <paramref name="Start"/> up to <paramref name="End"/> that give way to others.</summary>
internal readonly record struct Splice(int Start, int End, string Text);

/// <summary>Finds which characters an edit has to change, in lines with indentation as well as in brackets and braces.</summary>
internal sealed class YamlSplicer(string text, MapNode root)
{
    private const int Wide = 140;

    private readonly string newLine = YamlText.Break(text);

    /// <returns>Splices that do not overlap; null when there is no way that is known.</returns>
    public IReadOnlyList<Splice>? Splices(YamlEdit edit) => edit switch
    {
        SetValue set => Set(set.Path, set.Value),
        AddItem add => Add(add),
        RemoveValue remove => Remove(remove.Path),
        _ => null,
    };

    private IReadOnlyList<Splice>? Set(IReadOnlyList<YamlStep> path, YamlValue value)
    {
        if (path.Count == 0) return null;
        var parent = YamlPlace.Find(root, path.Take(path.Count - 1));
        if (path[^1].Key is not { } key) return parent is ListNode list ? [Replace(list.Items[path[^1].Index], value)] : null;
        return parent switch
        {
            MapNode map when map.Entry(key) is { } entry => Replace(map, entry, value),
            MapNode map => Insert(map, key, value),
            null or ScalarNode { IsNull: true } => Set([.. path.Take(path.Count - 1)], YamlModel.Map([(key, value)])),
            _ => null,
        };
    }

    private static Splice Replace(YamlNode old, YamlValue value)
    {
        var style = old is ScalarNode scalar ? scalar.Style : ScalarStyle.Plain;
        return new(old.Start, old.End, value is YamlScalar text ? YamlEmitter.Scalar(text, style) : YamlEmitter.Flow(value));
    }

    private IReadOnlyList<Splice> Replace(MapNode map, MapItem entry, YamlValue value)
    {
        if (entry.Colon < 0) return [new(entry.Key.End, entry.Key.End, ": " + YamlEmitter.Flow(value))];
        var blocks = !map.Flow && value is YamlList { Items: [YamlMap, ..] };
        if (entry.Value is ScalarNode { Start: var start, End: var end } && start == end || (blocks && entry.Value is not ListNode { Flow: false }))
        {
            // A comment after the colon stays there.
            var under = map.Flow ? " " + YamlEmitter.Flow(value) : YamlEmitter.Under(value, Column(entry), Lists(), newLine);
            var line = YamlText.LineEnd(text, entry.Value.End);
            if (!blocks || !YamlText.EndsLine(text, entry.Value.End)) return [new(entry.Colon + 1, entry.Value.End, under)];
            return entry.Value.Start == entry.Value.End
                ? [new(line, line, under)]
                : [new(entry.Colon + 1, entry.Value.End, ""), new(line, line, under)];
        }

        if (entry.Value is ScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded } || entry.Value is ListNode { Flow: false } or MapNode { Flow: false }) return [new(entry.Colon + 1, entry.Value.End, " " + YamlEmitter.Flow(value))];
        return [Replace(entry.Value, value)];
    }

    private IReadOnlyList<Splice> Insert(MapNode map, string key, YamlValue value)
    {
        if (map.Flow) return InBraces(map.Start, map.End, [.. map.Entries.Select(e => (e.Key.Start, e.End))], $"{YamlEmitter.Key(key)}: {YamlEmitter.Flow(value)}", " ");
        var indent = Column(map.Entries[0]);
        return [After(map.Entries[^1].End, $"{new string(' ', indent)}{YamlEmitter.Key(key)}:{YamlEmitter.Under(value, indent, Lists(), newLine)}")];
    }

    private IReadOnlyList<Splice>? Add(AddItem add)
    {
        switch (YamlPlace.Find(root, add.Path))
        {
            case null or ScalarNode { IsNull: true }:
                return Set(add.Path, new YamlList(0, [add.Value]));
            case ListNode { Flow: true } list:
                return list.Items.Count == 0 && add.Value is YamlMap && Owner(add.Path) is { } owner
                    ? Set(add.Path, new YamlList(0, [add.Value]))
                    : InBraces(list.Start, list.End, [.. list.Items.Select(i => (i.Start, i.End))], YamlEmitter.Flow(add.Value), "");
            case ListNode list:
                return [After(list.End, Item(list, add.Value))];
            default:
                return null;
        }
    }

    /// <summary>The entry, in lines, that a path ends at.</summary>
    private MapItem? Owner(IReadOnlyList<YamlStep> path) =>
        path[^1].Key is { } key && YamlPlace.Find(root, path.Take(path.Count - 1)) is MapNode { Flow: false } map ? map.Entry(key) : null;

    /// <summary>An item as its neighbours are written: in braces, or one key a line.</summary>
    private string Item(ListNode list, YamlValue value)
    {
        var dash = YamlText.Column(text, list.Dashes[^1]);
        var start = new string(' ', dash) + "-";
        var last = list.Items[^1];
        var gap = last.Start > list.Dashes[^1] + 1 && YamlPlace.Line(text, last.Start) == YamlPlace.Line(text, list.Dashes[^1]) ? last.Start - list.Dashes[^1] - 1 : 1;
        if (value is not YamlMap map || map.Entries.Count == 0) return start + new string(' ', gap) + YamlEmitter.Flow(value);
        var flow = YamlEmitter.Flow(map);
        return last is MapNode { Flow: false } || flow.Length > Wide
            ? start + new string(' ', gap) + YamlEmitter.Block(map, dash + 1 + gap, Lists(), newLine)
            : start + new string(' ', gap) + flow;
    }

    private IReadOnlyList<Splice>? Remove(IReadOnlyList<YamlStep> path)
    {
        switch (YamlPlace.Find(root, path.Take(path.Count - 1)))
        {
            case MapNode { Flow: true } map:
                return FromBraces([.. map.Entries.Select(e => (e.Key.Start, e.End))], map.Entries.ToList().FindIndex(e => e.Key.Text == path[^1].Key), map.Start);
            case ListNode { Flow: true } list:
                return FromBraces([.. list.Items.Select(i => (i.Start, i.End))], path[^1].Index, list.Start);
            case MapNode { Entries.Count: 1 } map:
                return [new(map.Start, map.End, "{}")];
            case MapNode map:
                var entry = map.Entry(path[^1].Key!)!;
                return [Lines(entry.Key.Start, entry.End)];
            case ListNode { Items.Count: 1 } list:
                return Emptied(path, list);
            case ListNode list:
                return [Lines(list.Dashes[path[^1].Index], list.Items[path[^1].Index] is { } item ? Math.Max(item.End, list.Dashes[path[^1].Index] + 1) : 0)];
            default:
                return null;
        }
    }

    /// <summary>The key keeps its place and its comment and gets an empty list.</summary>
    private IReadOnlyList<Splice> Emptied(IReadOnlyList<YamlStep> path, ListNode list) =>
        Owner([.. path.Take(path.Count - 1)]) is { Colon: >= 0 } owner
            ? [new(owner.Colon + 1, owner.Colon + 1, " []"), Lines(list.Dashes[0], list.End)]
            : [new(list.Start, list.End, "[]")];

    /// <summary>All lines of an entry or item; of one that stands behind a dash, what is up to the next entry of its map.</summary>
    private Splice Lines(int start, int end)
    {
        var next = YamlText.NextLine(text, end);
        if (YamlText.BeginsLine(text, start))
        {
            // The last line of a file that does not end with a line break takes the break before it along.
            var line = YamlText.LineStart(text, start);
            return next == text.Length && !text.EndsWith('\n') && line > 0 ? new(BreakBefore(line), next, "") : new(line, next, "");
        }

        var following = YamlText.Next(text, YamlText.LineEnd(text, end));
        return YamlText.LineStart(text, following) == next ? new(start, following, "") : new(start, YamlText.LineEnd(text, end), "");
    }

    private int BreakBefore(int line) => line > 1 && text[line - 2] == '\r' ? line - 2 : line - 1;

    private Splice After(int end, string lines)
    {
        var line = YamlText.LineEnd(text, end);
        return new(line, line, newLine + lines);
    }

    private IReadOnlyList<Splice> InBraces(int start, int end, IReadOnlyList<(int Start, int End)> parts, string part, string padding)
    {
        if (parts.Count == 0) return [new(start + 1, end - 1, padding + part + padding)];
        var (first, last) = parts[^1];
        var comma = YamlText.Next(text, last) is var at && text[at] == ',' ? at : -1;
        var behind = comma < 0 ? last : comma + 1;
        if (!YamlText.BeginsLine(text, first) || !YamlText.EndsLine(text, behind)) return [new(last, last, ", " + part)];

        // One a line: the new one gets its own, and the comment of the last stays with it.
        var line = YamlText.LineEnd(text, behind);
        var own = newLine + new string(' ', YamlText.Column(text, first)) + part;
        return comma < 0 ? [new(last, last, line == last ? "," + own : ","), .. line == last ? Array.Empty<Splice>() : [new Splice(line, line, own)]] : [new(line, line, own + ",")];
    }

    private IReadOnlyList<Splice>? FromBraces(IReadOnlyList<(int Start, int End)> parts, int index, int open)
    {
        if (index < 0) return null;
        var (start, end) = parts[index];
        var comma = YamlText.Next(text, end) is var at && text[at] == ',' ? at : -1;
        if (comma >= 0)
        {
            var after = comma + 1;
            while (after < text.Length && text[after] == ' ') after++;
            if (YamlText.BeginsLine(text, start) && YamlText.EndsLine(text, comma + 1)) return [new(YamlText.LineStart(text, start), YamlText.NextLine(text, comma), "")];
            return [new(start, index == parts.Count - 1 ? comma + 1 : after, "")];
        }

        if (parts.Count == 1) return [new(open + 1, end, "")];
        var before = YamlText.Next(text, parts[index - 1].End);
        return YamlText.BeginsLine(text, start) && YamlText.EndsLine(text, end)
            ? [new(before, before + 1, ""), new(YamlText.LineStart(text, start), YamlText.NextLine(text, end), "")]
            : [new(before, YamlPlace.HasComment(text, before, start) ? before + 1 : end, ""), .. YamlPlace.HasComment(text, before, start) ? [new Splice(start, end, "")] : Array.Empty<Splice>()];
    }

    private int Column(MapItem entry) => YamlText.Column(text, entry.Key.Start);

    /// <summary>By how much the dashes of lists stand further right than their keys, as far as the file has a habit; else 2.</summary>
    private int Lists() => root.Entries.Where(e => e.Value is ListNode { Flow: false }).Select(e => YamlText.Column(text, ((ListNode)e.Value).Dashes[0]) - Column(e)).FirstOrDefault(2);
}
