using System.Globalization;
using Shiprank.Core;

namespace Shiprank.Sources.Organisation;

/// <summary>
/// Typed access to the keys of one map. Each unknown key, missing key and wrong type becomes a problem with its line;
/// reading goes on with the default, so that one run names every problem.
/// </summary>
internal sealed class YamlSection
{
    private readonly Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
    private readonly string path;
    private readonly List<Problem> problems;

    public YamlSection(YamlMap map, string path, List<Problem> problems, params string[] known)
    {
        (this.path, this.problems, Line) = (path, problems, map.Line);
        foreach (var entry in map.Entries)
        {
            if (known.Contains(entry.Key)) entries[entry.Key] = entry;
            else problems.Add(new(path, entry.Line, $"unknown key \"{Shown(entry.Key)}\"", $"the nearest known key is \"{EditDistance.Nearest(Shown(entry.Key), known)}\""));
        }
    }

    public long Line { get; }

    public bool Has(string key) => entries.TryGetValue(key, out var entry) && entry.Value is not YamlScalar { IsNull: true };

    public long LineOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Value.Line : Line;

    public void Problem(string key, string reason, string remedy = "") => problems.Add(new(path, LineOf(key), reason, remedy));

    public string Required(string key)
    {
        if (Has(key)) return Text(key) is { Length: > 0 } text ? text : Wrong(key, "a text that is not empty", "");
        problems.Add(new(path, LineOf(key), $"\"{key}\" is missing"));
        return "";
    }

    public string? Text(string key) => !Has(key) ? null : entries[key].Value is YamlScalar scalar ? scalar.Text.Trim() : Wrong<string?>(key, "a text", null);

    public bool Flag(string key, bool otherwise) => !Has(key) ? otherwise : entries[key].Value switch
    {
        YamlScalar { Plain: true, Text: "true" or "True" or "TRUE" } => true,
        YamlScalar { Plain: true, Text: "false" or "False" or "FALSE" } => false,
        _ => Wrong(key, "true or false", otherwise),
    };

    public decimal Number(string key, decimal otherwise, decimal least, decimal most) =>
        !Has(key) ? otherwise : NumberOf(entries[key].Value) is { } value && value >= least && value <= most ? value : Wrong(key, $"a number from {Shown(least)} to {Shown(most)}", otherwise);

    public int Integer(string key, int otherwise, int least, int most) =>
        !Has(key) ? otherwise : NumberOf(entries[key].Value) is { } value && value >= least && value <= most && decimal.IsInteger(value) ? (int)value : Wrong(key, $"a whole number from {least} to {most}", otherwise);

    public DateOnly? Date(string key) =>
        !Has(key) ? null
        : entries[key].Value is YamlScalar scalar && DateOnly.TryParseExact(scalar.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : Wrong<DateOnly?>(key, "a date like 2026-01-31", null);

    /// <summary>A text or a list of texts; empty when the key is absent.</summary>
    public IReadOnlyList<string> TextOrTexts(string key) => Has(key) && entries[key].Value is YamlScalar ? [Required(key)] : Texts(key);

    /// <summary>A list of texts; empty when the key is absent.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        List<string> texts = [];
        foreach (var item in Items(key, "a list of texts"))
        {
            if (item is YamlScalar { IsNull: false, Text: var text } && text.Trim() is { Length: > 0 } trimmed) texts.Add(trimmed);
            else problems.Add(new(path, item.Line, $"an entry of \"{key}\" is not a text"));
        }

        return texts;
    }

    public IReadOnlyList<decimal> Numbers(string key, IReadOnlyList<decimal> otherwise, int count, decimal least, decimal most)
    {
        if (!Has(key)) return otherwise;
        var values = entries[key].Value is YamlList list ? list.Items.Select(NumberOf).ToList() : [];
        return values.Count == count && values.TrueForAll(v => v >= least && v <= most)
            ? [.. values.Select(v => v!.Value)]
            : Wrong(key, $"a list of {count} numbers from {Shown(least)} to {Shown(most)}", otherwise);
    }

    /// <summary>As many numbers as there are, at least one.</summary>
    public IReadOnlyList<decimal> Numbers(string key, IReadOnlyList<decimal> otherwise, decimal least, decimal most) =>
        Has(key) && entries[key].Value is YamlList { Items.Count: > 0 } list ? Numbers(key, otherwise, list.Items.Count, least, most) : Has(key) ? Wrong(key, $"a list of numbers from {Shown(least)} to {Shown(most)}", otherwise) : otherwise;

    /// <summary>A list of maps, each with the same known keys; empty when the key is absent.</summary>
    public IEnumerable<YamlSection> Sections(string key, params string[] known)
    {
        foreach (var item in Items(key, "a list of entries with keys"))
        {
            if (item is YamlMap map) yield return new(map, path, problems, known);
            else problems.Add(new(path, item.Line, $"an entry of \"{key}\" is not a set of keys and values"));
        }
    }

    /// <summary>The entries of a map whose keys are the file's own; none when the key is absent.</summary>
    public IReadOnlyList<YamlEntry> Entries(string key) => !Has(key) ? [] : entries[key].Value is YamlMap map ? map.Entries : Wrong<IReadOnlyList<YamlEntry>>(key, "a set of keys and values", []);

    /// <summary>What stands under a key, whatever it is; null when the key is absent.</summary>
    public YamlValue? Value(string key) => Has(key) ? entries[key].Value : null;

    /// <summary>A map under a key; null when the key is absent.</summary>
    public YamlSection? Section(string key, params string[] known) =>
        !Has(key) ? null : entries[key].Value is YamlMap map ? new(map, path, problems, known) : Wrong<YamlSection?>(key, "a set of keys and values", null);

    private static decimal? NumberOf(YamlValue value) =>
        value is YamlScalar { Plain: true, Text: var text } && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Shown(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Shown(string key) => key.Length <= 60 ? key : key[..60];

    private IReadOnlyList<YamlValue> Items(string key, string expected) =>
        !Has(key) ? [] : entries[key].Value is YamlList list ? list.Items : Wrong<IReadOnlyList<YamlValue>>(key, expected, []);

    private T Wrong<T>(string key, string expected, T otherwise)
    {
        problems.Add(new(path, LineOf(key), $"\"{key}\" is not {expected}"));
        return otherwise;
    }
}
