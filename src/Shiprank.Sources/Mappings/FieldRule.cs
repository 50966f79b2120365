using System.Text.Json;
using System.Text.RegularExpressions;

namespace Shiprank.Sources.Mappings;

/// <summary>Where the value of one field comes from: texts that selectors find (or a constant), matched, mapped, converted.</summary>
internal sealed record FieldRule
{
    /// <summary>The first that finds something has a single value; a list takes from all.</summary>
    public IReadOnlyList<JsonSelector> From { get; init; } = [];

    /// <summary>Texts put together with a <c>/</c>; empty when nothing is joined.</summary>
    public IReadOnlyList<JsonSelector> Join { get; init; } = [];

    public string? Constant { get; init; }

    /// <summary>Only what matches is taken, of a pattern with a group the group. In linear time.</summary>
    public Regex? Match { get; init; }

    /// <summary>By the text in lower case; null: texts are taken as they are.</summary>
    public IReadOnlyDictionary<string, string>? Map { get; init; }

    public string? Otherwise { get; init; }

    /// <summary>Ticks of a unit since 1970 that a number is in; null: times are texts.</summary>
    public EpochUnit? Epoch { get; init; }

    public Condition? When { get; init; }

    /// <returns>Values in order, distinct; none when the field stays absent.</returns>
    public IReadOnlyList<string> Values(JsonElement root, JsonElement item, bool all)
    {
        if (When is not null && !When.Holds(root, item)) return [];
        if (Constant is not null) return [Constant];
        var found = Found(root, item, all).SelectMany(Matched).Select(Mapped).OfType<string>().Select(Converted).Distinct(StringComparer.Ordinal).ToList();
        if (found.Count == 0 && Otherwise is not null) found.Add(Otherwise);
        return all || found.Count < 2 ? found : found[..1];
    }

    private IEnumerable<string> Found(JsonElement root, JsonElement item, bool all)
    {
        if (Join.Count > 0)
        {
            var parts = Join.Select(s => s.Select(root, item).SelectMany(JsonScalar.Texts).FirstOrDefault()).ToList();
            return parts.Contains(null) ? [] : [string.Join('/', parts)];
        }

        var texts = From.Select(s => s.Select(root, item).SelectMany(JsonScalar.Texts).Select(t => t.Trim()).Where(t => t.Length > 0).ToList());
        return all ? texts.SelectMany(t => t) : texts.FirstOrDefault(t => t.Count > 0) ?? [];
    }

    private IEnumerable<string> Matched(string text) =>
        Match is null ? [text] : Match.Matches(text).Select(m => m.Groups.Count > 1 ? m.Groups[1].Value : m.Value).Where(t => t.Length > 0);

    private string? Mapped(string text) => Map is null ? text : Map.GetValueOrDefault(text.ToLowerInvariant());

    private string Converted(string text) => Epoch is { } unit ? EpochTime.Iso(text, unit) ?? text : text;
}
