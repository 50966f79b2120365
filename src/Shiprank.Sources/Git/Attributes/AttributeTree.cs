using System.Collections.Immutable;
using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Attributes;

/// <summary>The attribute files of one tree by folder (<c>""</c>, <c>"src/"</c>, …). Immutable: commits share it until one touches an attribute file.</summary>
internal sealed class AttributeTree
{
    public static readonly AttributeTree Empty = new(ImmutableDictionary<string, AttributeFile>.Empty);

    private readonly ImmutableDictionary<string, AttributeFile> files;
    private readonly Dictionary<string, IReadOnlyList<AttributeSetting>> macros = new(StringComparer.Ordinal)
    {
        ["binary"] = [new("diff", AttributeState.Unset), new("merge", AttributeState.Unset), new("text", AttributeState.Unset)],
    };

    private AttributeTree(ImmutableDictionary<string, AttributeFile> files)
    {
        this.files = files;
        if (!files.TryGetValue("", out var root)) return;
        foreach (var (name, settings) in root.Macros) macros[name] = settings;
    }

    public bool IsEmpty => files.IsEmpty;

    /// <param name="changes">Folder and its new file; null where it is gone.</param>
    public AttributeTree With(IEnumerable<(string Folder, AttributeFile? File)> changes)
    {
        var changed = files.ToBuilder();
        foreach (var (folder, file) in changes)
        {
            if (file is null) changed.Remove(folder);
            else changed[folder] = file;
        }

        return new(changed.ToImmutable());
    }

    public FileTraits Traits(string path)
    {
        var values = Values(path);
        var traits = FileTraits.None;
        if (IsTrue(values, "linguist-generated")) traits |= FileTraits.Generated;
        if (IsTrue(values, "linguist-vendored")) traits |= FileTraits.Vendored;
        if (values.TryGetValue("diff", out var diff) && diff.State == AttributeState.Unset) traits |= FileTraits.NoDiff;
        return traits;
    }

    /// <summary>Every attribute that a rule gives to the path, macros expanded. The deeper file wins over the higher one, the later line over the earlier one.</summary>
    internal Dictionary<string, AttributeSetting> Values(string path)
    {
        var values = new Dictionary<string, AttributeSetting>(StringComparer.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(path);
        for (var slash = path.LastIndexOf('/'); ; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            var folder = path[..(slash + 1)];
            if (files.TryGetValue(folder, out var file))
            {
                var name = bytes.AsSpan(Encoding.UTF8.GetByteCount(folder));
                for (var i = file.Rules.Count - 1; i >= 0; i--)
                {
                    if (file.Rules[i].Pattern.Matches(name)) Fill(file.Rules[i].Settings, values);
                }
            }

            if (slash < 0) return values;
        }
    }

    private static bool IsTrue(Dictionary<string, AttributeSetting> values, string name) => 
        values.TryGetValue(name, out var value) && value is { State: AttributeState.Set } or { State: AttributeState.Value, Text: "true" };

    /// <summary>From the last setting to the first: the first value that an attribute gets stays.</summary>
    private void Fill(IReadOnlyList<AttributeSetting> settings, Dictionary<string, AttributeSetting> values)
    {
        for (var i = settings.Count - 1; i >= 0; i--)
        {
            var setting = settings[i];
            if (values.TryAdd(setting.Name, setting) && setting.State == AttributeState.Set && macros.TryGetValue(setting.Name, out var expansion)) Fill(expansion, values);
        }
    }
}
