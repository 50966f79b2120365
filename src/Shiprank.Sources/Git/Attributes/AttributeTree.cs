using System.Collections.Immutable;
using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Attributes;

/// <summary>The attribute files of one tree by folder (<c>""</c>, <c>"src/"</c>, …). Immutable: commits share it until one touches an attribute file.</summary>
internal sealed class AttributeTree
{
    private const string Generated = "linguist-generated";
    private const string Vendored = "linguist-vendored";
    private const string Diff = "diff";

    public static readonly AttributeTree Empty = new(ImmutableDictionary<string, AttributeFile>.Empty);

    private readonly ImmutableDictionary<string, AttributeFile> files;
    private readonly Dictionary<string, IReadOnlyList<AttributeSetting>> macros = new(StringComparer.Ordinal)
    {
        ["binary"] = [new(Diff, AttributeState.Unset), new("merge", AttributeState.Unset), new("text", AttributeState.Unset)],
    };

    private readonly Dictionary<string, AttributeRule[]> rules = new(StringComparer.Ordinal);
    private readonly int longestFolder;

    private AttributeTree(ImmutableDictionary<string, AttributeFile> files)
    {
        this.files = files;
        if (files.TryGetValue("", out var root))
        {
            foreach (var (name, settings) in root.Macros) macros[name] = settings;
        }

        foreach (var (folder, file) in files)
        {
            AttributeRule[] telling = [.. file.Rules.Where(r => r.Settings.Any(s => s.Name is Generated or Vendored or Diff || macros.ContainsKey(s.Name)))];
            if (telling.Length == 0) continue;
            rules[folder] = telling;
            longestFolder = Math.Max(longestFolder, folder.Length);
        }
    }

    /// <summary>No rule says anything of the attributes that matter here.</summary>
    public bool IsEmpty => rules.Count == 0;

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
        if (IsTrue(values, Generated)) traits |= FileTraits.Generated;
        if (IsTrue(values, Vendored)) traits |= FileTraits.Vendored;
        if (values.TryGetValue(Diff, out var diff) && diff.State == AttributeState.Unset) traits |= FileTraits.NoDiff;
        return traits;
    }

    /// <summary>The attributes that matter here (and macros) as rules give them to the path. The deeper file wins over the higher one, the later line over the earlier one.</summary>
    internal Dictionary<string, AttributeSetting> Values(string path)
    {
        var values = new Dictionary<string, AttributeSetting>(StringComparer.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(path);
        // No folder below the longest one has rules.
        for (var slash = path.AsSpan(0, Math.Min(path.Length, longestFolder)).LastIndexOf('/'); ; slash = slash == 0 ? -1 : path.LastIndexOf('/', slash - 1))
        {
            var folder = path[..(slash + 1)];
            if (rules.TryGetValue(folder, out var telling))
            {
                var name = bytes.AsSpan(Encoding.UTF8.GetByteCount(folder));
                for (var i = telling.Length - 1; i >= 0; i--)
                {
                    if (telling[i].Pattern.Matches(name)) Fill(telling[i].Settings, values);
                }
            }

            if (slash < 0) return values;
        }
    }

    private static bool IsTrue(Dictionary<string, AttributeSetting> values, string name) =>
        values.TryGetValue(name, out var value) && value is { State: AttributeState.Set } or { State: AttributeState.Value, Text: "true" };

    /// <summary>
    /// From the last setting to the first, a macro's own settings before what stands in front of it: the first value that an attribute gets stays.
    /// A macro may name the next one, a hundred thousand times: no call within a call.
    /// </summary>
    private void Fill(IReadOnlyList<AttributeSetting> settings, Dictionary<string, AttributeSetting> values)
    {
        var open = new Stack<(IReadOnlyList<AttributeSetting> Settings, int Left)>([(settings, settings.Count)]);
        while (open.TryPop(out var at))
        {
            if (at.Left == 0) continue;
            open.Push((at.Settings, at.Left - 1));
            var setting = at.Settings[at.Left - 1];
            if (values.TryAdd(setting.Name, setting) && setting.State == AttributeState.Set && macros.TryGetValue(setting.Name, out var expansion)) open.Push((expansion, expansion.Count));
        }
    }
}
