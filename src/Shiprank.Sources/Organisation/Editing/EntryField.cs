using System.Globalization;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>What a key of an entry has to say.</summary>
/// <param name="Value">Null: the key is taken away.</param>
/// <param name="Otherwise">What the file says without the key.</param>
internal sealed record EntryField(string Key, YamlValue? Value, YamlValue? Otherwise = null)
{
    public static EntryField Text(string key, string? text, string? otherwise = null) =>
        new(key, text is null ? null : YamlModel.Text(text), otherwise is null ? null : YamlModel.Text(otherwise));

    public static EntryField Texts(string key, IReadOnlyList<string> texts) => new(key, texts.Count == 0 ? null : YamlModel.Texts(texts));

    public static EntryField Flag(string key, bool value) => new(key, YamlModel.Word(value ? "true" : "false"), YamlModel.Word("false"));

    public static EntryField Number(string key, decimal value, decimal otherwise) => new(key, YamlModel.Word(Shown(value)), YamlModel.Word(Shown(otherwise)));

    public static EntryField Date(string key, DateOnly? date) => new(key, date is { } day ? YamlModel.Word(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null);

    /// <summary>True when an entry without the key says so already.</summary>
    public bool IsImplied => Value is null || (Otherwise is not null && Says(Otherwise));

    /// <summary>The edits that make the value under a path what it has to be.</summary>
    /// <param name="map">The path of the entry.</param>
    public IEnumerable<YamlEdit> Edits(YamlMap entry, IReadOnlyList<YamlStep> map)
    {
        IReadOnlyList<YamlStep> path = [.. map, Key];
        var (present, now) = (entry.Entries.Any(e => e.Key == Key), entry.Entries.FirstOrDefault(e => e.Key == Key).Value);
        if (now is null or YamlScalar { IsNull: true })
        {
            // A key without a value says the same as no key.
            return IsImplied ? [] : [new SetValue(path, Value!)];
        }

        if (Value is null) return present ? [new RemoveValue(path)] : [];
        if (Says(now)) return [];
        return now is YamlList list && Value is YamlList wanted && Step(list, wanted, path) is { } steps ? steps : [new SetValue(path, Value)];
    }

    /// <summary>Takes single texts away and adds others at the end, so that the comments of those that stay are kept; null when their order changes.</summary>
    private static List<YamlEdit>? Step(YamlList now, YamlList wanted, IReadOnlyList<YamlStep> path)
    {
        if (!now.Items.All(i => i is YamlScalar) || !wanted.Items.All(i => i is YamlScalar { Plain: false })) return null;
        var (old, texts) = (now.Items.Cast<YamlScalar>().Select(s => s.Text.Trim()).ToList(), wanted.Items.Cast<YamlScalar>().Select(s => s.Text).ToList());
        var kept = old.Where(texts.Contains).ToList();
        if (kept.Count == 0 || !kept.SequenceEqual(texts.Take(kept.Count), StringComparer.Ordinal)) return null;
        List<YamlEdit> edits = [];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            if (!texts.Contains(old[i])) edits.Add(new RemoveValue([.. path, i]));
        }

        edits.AddRange(texts.Skip(kept.Count).Select(t => new AddItem(path, YamlModel.Text(t))));
        return edits;
    }

    private bool Says(YamlValue other) => (Value, other) switch
    {
        (YamlScalar { Plain: true } word, YamlScalar { Plain: true } now) =>
            string.Equals(word.Text, now.Text, StringComparison.OrdinalIgnoreCase)
            || (Number(word) is { } number && number == Number(now)),
        (YamlScalar { Plain: false } text, YamlScalar now) => text.Text == now.Text.Trim(),
        (YamlList wanted, YamlList now) => wanted.Items.Count == now.Items.Count && wanted.Items.Zip(now.Items).All(p => Alike(p.First, p.Second)),
        _ => false,
    };

    private static bool Alike(YamlValue wanted, YamlValue now) => new EntryField("", wanted).Says(now);

    private static decimal? Number(YamlScalar scalar) => decimal.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Shown(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
