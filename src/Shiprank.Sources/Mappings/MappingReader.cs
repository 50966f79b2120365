using System.Text.RegularExpressions;
using Shiprank.Core;
using Shiprank.Sources.Organisation;

namespace Shiprank.Sources.Mappings;

/// <summary>Reads and checks a mapping file. Every problem is named with its line, not only the first.</summary>
public sealed class MappingReader
{
    private static readonly (string Text, EpochUnit Unit)[] units =
        [("s", EpochUnit.Seconds), ("ms", EpochUnit.Milliseconds), ("us", EpochUnit.Microseconds), ("ns", EpochUnit.Nanoseconds)];

    private static readonly string[] origins = ["from", "join", "value"];

    private readonly List<Problem> problems = [];
    private readonly string path;

    private MappingReader(string path) => this.path = path;

    public static Reading<Mapping> Read(string path)
    {
        var text = ConfigurationText.Read(path);
        return text.Succeeded ? Parse(text.Value.Text, path) : new(null, [text.Problem]);
    }

    /// <param name="path">Where the text comes from, for problems.</param>
    public static Reading<Mapping> Parse(string yaml, string path)
    {
        var reader = new MappingReader(path);
        Mapping? mapping = null;
        var value = YamlTree.Parse(yaml, path, reader.problems);
        if (value is YamlMap map) mapping = reader.File(map);
        else if (reader.problems.Count == 0) reader.problems.Add(new(path, value?.Line ?? 0, value is null ? "the file is empty" : "the file is not a set of keys and values"));
        return reader.problems.Count == 0 ? new(mapping, []) : new(null, [.. reader.problems.OrderBy(p => p.Line)]);
    }

    private Mapping File(YamlMap map)
    {
        var root = new YamlSection(map, path, problems, "name", "source", "each", "events");
        var name = root.Required("name");
        var source = root.Text("source") ?? name;
        var rules = root.Sections("events", "type", "when", "fields").Select(s => Rule(s, source)).OfType<EventRule>().ToList();
        if (rules.Count == 0 && problems.Count == 0) root.Problem("events", "\"events\" lists no event");
        return new(name, Selectors(root, "each"), rules);
    }

    private EventRule? Rule(YamlSection section, string source)
    {
        var type = section.Required("type");
        if (TargetFields.Of(type) is not { } known)
        {
            if (type.Length > 0) section.Problem("type", $"unknown type \"{type}\"", $"the nearest known type is \"{EditDistance.Nearest(type, TargetFields.Types)}\"");
            return null;
        }

        var when = section.Has("when") ? section.Sections("when", ConditionKeys).Select(Condition).OfType<Condition>().ToList() : [];
        var fields = new Dictionary<string, FieldRule>(StringComparer.Ordinal);
        if (section.Section("fields", [.. known.Keys]) is { } named)
        {
            foreach (var name in known.Keys.Where(named.Has))
            {
                if (Field(named, name) is { } rule) fields[name] = rule;
            }

            if (!named.Has("id")) named.Problem("id", "\"id\" is missing: it tells one event from another");
        }
        else if (!section.Has("fields"))
        {
            section.Problem("fields", "\"fields\" is missing");
        }

        return new(type, source, when, fields);
    }

    private FieldRule? Field(YamlSection fields, string name)
    {
        if (fields.Value(name) is YamlScalar path) return Selector(fields, name, path.Text) is { } selector ? new() { From = [selector] } : null;
        if (fields.Section(name, "from", "join", "value", "match", "map", "otherwise", "epoch", "when") is not { } rule) return null;
        if (origins.Count(rule.Has) != 1) rule.Problem(rule.Has("from") ? "from" : "value", $"\"{name}\" needs one of \"from\", \"join\" and \"value\"");
        return new()
        {
            From = Selectors(rule, "from"),
            Join = Selectors(rule, "join"),
            Constant = rule.Text("value"),
            Match = Pattern(rule, "match"),
            Map = rule.Has("map") ? Map(rule) : null,
            Otherwise = rule.Text("otherwise"),
            Epoch = Epoch(rule),
            When = rule.Section("when", ConditionKeys) is { } when ? Condition(when) : null,
        };
    }

    private static readonly string[] ConditionKeys = ["from", "is", "in", "not", "exists", "match"];

    private Condition? Condition(YamlSection section)
    {
        var selectors = Selectors(section, "from");
        if (selectors.Count != 1)
        {
            if (!section.Has("from")) section.Problem("from", "\"from\" is missing: a condition looks at one path");
            return null;
        }

        if (!ConditionKeys[1..].Any(section.Has)) section.Problem("from", "a condition needs one of \"is\", \"in\", \"not\", \"exists\" and \"match\"");
        var wished = section.Text("is") is { } one ? [one] : section.Texts("in");
        IReadOnlyList<string> unwanted = section.Value("not") is YamlList ? section.Texts("not") : section.Text("not") is { } other ? [other] : [];
        return new(selectors[0], wished, unwanted, section.Has("exists") ? section.Flag("exists", otherwise: true) : null, Pattern(section, "match"));
    }

    private static Dictionary<string, string> Map(YamlSection rule)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in rule.Entries("map"))
        {
            if (entry.Value is YamlScalar value) map[entry.Key.ToLowerInvariant()] = value.Text.Trim();
            else rule.Problem("map", $"what \"{entry.Key}\" maps to is not a text");
        }

        return map;
    }

    private static EpochUnit? Epoch(YamlSection rule)
    {
        if (rule.Text("epoch") is not { } text) return null;
        var known = Array.FindIndex(units, u => u.Text == text);
        if (known < 0) rule.Problem("epoch", $"unknown unit \"{text}\"", "s, ms, us or ns");
        return known < 0 ? null : units[known].Unit;
    }

    private static Regex? Pattern(YamlSection section, string key)
    {
        if (section.Text(key) is not { } pattern) return null;
        try
        {
            return new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            section.Problem(key, $"\"{key}\" is not a regular expression without look-arounds: {e.Message}");
            return null;
        }
    }

    private static IReadOnlyList<JsonSelector> Selectors(YamlSection section, string key)
    {
        IReadOnlyList<string> texts = section.Value(key) is YamlScalar scalar ? [scalar.Text] : section.Texts(key);
        return [.. texts.Select(t => Selector(section, key, t)).OfType<JsonSelector>()];
    }

    private static JsonSelector? Selector(YamlSection section, string key, string text)
    {
        var selector = JsonSelector.Parse(text);
        if (selector.Succeeded) return selector.Value;
        section.Problem(key, selector.Problem.Reason);
        return null;
    }
}
