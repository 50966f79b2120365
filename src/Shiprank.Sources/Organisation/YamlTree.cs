using Shiprank.Core;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Shiprank.Sources.Organisation;

/// <summary>A value of a YAML file with the line that it starts on (1-based).</summary>
internal abstract record YamlValue(long Line);

/// <param name="Plain">Not quoted: may be a number, a truth value or nothing.</param>
internal sealed record YamlScalar(long Line, string Text, bool Plain) : YamlValue(Line)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record YamlList(long Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

internal readonly record struct YamlEntry(string Key, long Line, YamlValue Value);

internal sealed record YamlMap(long Line, IReadOnlyList<YamlEntry> Entries) : YamlValue(Line);

/// <summary>Parses one YAML document. Keys are texts and distinct; anchors and aliases are followed.</summary>
internal sealed class YamlTree
{
    private const int Deepest = 32;

    private readonly Dictionary<string, YamlValue> anchors = new(StringComparer.Ordinal);
    private readonly List<Problem> problems;
    private readonly string path;
    private readonly Parser parser;

    private YamlTree(Parser parser, string path, List<Problem> problems) => (this.parser, this.path, this.problems) = (parser, path, problems);

    /// <returns>The document's value; null when it can't be parsed at all (then a problem says where) or is empty.</returns>
    public static YamlValue? Parse(string text, string path, List<Problem> problems)
    {
        var tree = new YamlTree(new Parser(new StringReader(text)), path, problems);
        try
        {
            return tree.Document();
        }
        catch (YamlException e)
        {
            problems.Add(new(path, LineOf(e, text), $"not valid YAML: {e.Message}"));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException && e.Source == typeof(Parser).Assembly.GetName().Name)
        {
            // The parser says so about some texts with control characters and malformed tags.
            problems.Add(new(path, tree.parser.Current?.End.Line ?? 1, $"not valid YAML: {e.Message}"));
            return null;
        }
    }

    /// <summary>The line of the fault: the parser names the one before a tab, and one after the last for what is missing at the end.</summary>
    private static long LineOf(YamlException fault, string text)
    {
        var lines = text.TrimEnd().Split('\n');
        var line = Math.Min(fault.End.Line, lines.Length);
        return fault.Message.Contains("tab", StringComparison.Ordinal) && line < lines.Length && lines[line].TrimStart(' ').StartsWith('\t') ? line + 1 : line;
    }

    private YamlValue? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _)) return null;
        parser.Consume<DocumentStart>();
        var value = Value(0);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second)) problems.Add(new(path, second.Start.Line, "a second document in one file"));
        return value;
    }

    private YamlValue Value(int depth)
    {
        if (depth > Deepest) throw new SemanticErrorException(parser.Current!.Start, parser.Current.End, $"nested more than {Deepest} levels deep");
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out var target)
                ? target
                : throw new SemanticErrorException(alias.Start, alias.End, $"the alias *{alias.Value} stands before its anchor");
        }

        var anchor = (parser.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        YamlValue value = parser.Current switch
        {
            Scalar => Text(),
            SequenceStart => List(depth),
            _ => Map(depth),
        };
        if (!anchor.IsEmpty) anchors[anchor.Value] = value;
        return value;
    }

    private YamlScalar Text()
    {
        var scalar = parser.Consume<Scalar>();
        return new(scalar.Start.Line, scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlList List(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        List<YamlValue> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Value(depth + 1));
        return new(start.Start.Line, items);
    }

    private YamlMap Map(int depth)
    {
        var start = parser.Consume<MappingStart>();
        List<YamlEntry> entries = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var line = parser.Current!.Start.Line;
            var key = Value(depth + 1) as YamlScalar;
            var value = Value(depth + 1);
            if (key is null) problems.Add(new(path, line, "a key has to be a text"));
            else if (!seen.Add(key.Text)) problems.Add(new(path, line, $"the key \"{key.Text}\" stands here twice"));
            else entries.Add(new(key.Text, line, value));
        }

        return new(start.Start.Line, entries);
    }
}
