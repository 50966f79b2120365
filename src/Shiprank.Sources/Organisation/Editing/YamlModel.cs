namespace Shiprank.Sources.Organisation.Editing;

/// <summary>The same edits on values without their text: what a text has to say after an edit.</summary>
internal static class YamlModel
{
    /// <summary>The value of one key as it is written in a file: plain where the words of the file's format are meant (numbers, true, false).</summary>
    public static YamlScalar Text(string text) => new(0, text, Plain: false);

    public static YamlScalar Word(string text) => new(0, text, Plain: true);

    public static YamlList Texts(IEnumerable<string> texts) => new(0, [.. texts.Select(Text)]);

    public static YamlMap Map(IEnumerable<(string Key, YamlValue Value)> entries) => new(0, [.. entries.Select(e => new YamlEntry(e.Key, 0, e.Value))]);

    public static YamlValue? Find(YamlValue? value, IEnumerable<YamlStep> path)
    {
        foreach (var step in path)
        {
            value = value switch
            {
                YamlMap map when step.Key is { } key => map.Entries.FirstOrDefault(e => e.Key == key).Value,
                YamlList list when step.Key is null && step.Index < list.Items.Count => list.Items[step.Index],
                _ => null,
            };
        }

        return value;
    }

    public static YamlValue Apply(YamlValue root, YamlEdit edit) => Apply(root, edit, 0);

    /// <summary>Same keys in the same order, same items, same texts; a text that could be taken for a number or a truth value counts as one only if it stands plain in both.</summary>
    public static bool Same(YamlValue? a, YamlValue? b) => (a, b) switch
    {
        (YamlScalar x, YamlScalar y) => x.IsNull == y.IsNull && (x.IsNull || (x.Text == y.Text && (x.Plain == y.Plain || !YamlEmitter.IsWord(x.Text)))),
        (YamlList x, YamlList y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(p => Same(p.First, p.Second)),
        (YamlMap x, YamlMap y) => x.Entries.Count == y.Entries.Count && x.Entries.Zip(y.Entries).All(p => p.First.Key == p.Second.Key && Same(p.First.Value, p.Second.Value)),
        _ => false,
    };

    private static YamlValue Apply(YamlValue value, YamlEdit edit, int depth)
    {
        if (depth == edit.Path.Count) return End(value, edit);
        var step = edit.Path[depth];
        if (step.Key is { } key)
        {
            var entries = value is YamlMap map ? map.Entries.ToList() : [];
            var at = entries.FindIndex(e => e.Key == key);
            if (edit is RemoveValue && depth == edit.Path.Count - 1)
            {
                if (at >= 0) entries.RemoveAt(at);
                return new YamlMap(0, entries);
            }

            var next = Apply(at >= 0 ? entries[at].Value : YamlModel.Word(""), edit, depth + 1);
            if (at >= 0) entries[at] = new(key, 0, next);
            else entries.Add(new(key, 0, next));
            return new YamlMap(0, entries);
        }

        var items = ((YamlList)value).Items.ToList();
        if (edit is RemoveValue && depth == edit.Path.Count - 1) items.RemoveAt(step.Index);
        else items[step.Index] = Apply(items[step.Index], edit, depth + 1);
        return new YamlList(0, items);
    }

    private static YamlValue End(YamlValue value, YamlEdit edit) => edit switch
    {
        SetValue set => set.Value,
        AddItem add => new YamlList(0, [.. value is YamlList list ? list.Items : [], add.Value]),
        _ => value,
    };
}
