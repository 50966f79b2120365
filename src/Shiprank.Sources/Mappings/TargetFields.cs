namespace Shiprank.Sources.Mappings;

/// <summary>What a field of an event holds, as far as writing its JSON goes.</summary>
internal enum TargetKind
{
    Text,
    Texts,
    Number,
    Flag,
}

/// <summary>The fields of our events that a mapping can fill (docs/reference/events.md).</summary>
internal static class TargetFields
{
    private static readonly Dictionary<string, (string Name, TargetKind Kind)[]> types = new(StringComparer.Ordinal)
    {
        ["deployment"] = Fields("repository service environment sha status finished_at actor", flags: "production"),
        ["request"] = Fields("repository title author opened_at merged_at closed_at merge_sha head_branch base_branch requester", texts: "labels", flags: "review_known"),
        ["review"] = Fields("repository request person state at"),
        ["incident"] = Fields("severity opened_at closed_at deployment service", texts: "changes"),
        ["incident_link"] = Fields("incident deployment at", texts: "changes"),
        ["work_item"] = Fields("owner status opened_at closed_at parent cost_centre"),
        ["push"] = Fields("repository ref before after at", flags: "forced default_branch"),
        ["release"] = Fields("repository tag at", flags: "prerelease deleted"),
        ["usage"] = Fields("at person tool model session repository branch ticket credits cost_usd", numbers: "input cache_read cache_write_5m cache_write_1h output reasoning", flags: "autonomous"),
    };

    public static IReadOnlyCollection<string> Types => types.Keys;

    /// <returns>Null for a type that isn't one of ours.</returns>
    public static IReadOnlyDictionary<string, TargetKind>? Of(string type) =>
        types.TryGetValue(type, out var fields) ? fields.ToDictionary(f => f.Name, f => f.Kind, StringComparer.Ordinal) : null;

    private static (string, TargetKind)[] Fields(string names, string texts = "", string numbers = "", string flags = "") =>
    [
        ("id", TargetKind.Text), ("updated_at", TargetKind.Text),
        .. Split(names, TargetKind.Text), .. Split(texts, TargetKind.Texts), .. Split(numbers, TargetKind.Number), .. Split(flags, TargetKind.Flag),
    ];

    private static IEnumerable<(string, TargetKind)> Split(string names, TargetKind kind) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => (n, kind));
}
