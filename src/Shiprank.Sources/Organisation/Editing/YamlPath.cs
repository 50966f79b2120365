namespace Shiprank.Sources.Organisation.Editing;

/// <summary>A key of a map or an item of a list.</summary>
internal readonly record struct YamlStep(string? Key, int Index)
{
    public static implicit operator YamlStep(string key) => new(key, -1);

    public static implicit operator YamlStep(int index) => new(null, index);

    public override string ToString() => Key ?? $"[{Index}]";
}

/// <summary>One alteration of a YAML text's values. Texts that say the same stay as they are written.</summary>
/// <param name="Path">From the document's map on.</param>
internal abstract record YamlEdit(IReadOnlyList<YamlStep> Path);

/// <summary>Makes this the value; a key that is missing is added as the last.</summary>
internal sealed record SetValue(IReadOnlyList<YamlStep> Path, YamlValue Value) : YamlEdit(Path);

/// <summary>Adds an item as the last of a list; a list that is missing is begun.</summary>
internal sealed record AddItem(IReadOnlyList<YamlStep> Path, YamlValue Value) : YamlEdit(Path);

/// <summary>Takes a key or an item away.</summary>
internal sealed record RemoveValue(IReadOnlyList<YamlStep> Path) : YamlEdit(Path);
