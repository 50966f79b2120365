namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>Counts the different values of one column by another's, as far as it takes to tell that they are too many.</summary>
internal sealed class DistinctCounts(int expected)
{
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);

    /// <param name="value">Empty: none, which counts as no value.</param>
    public void Add(string group, string value, long line)
    {
        if (group.Length == 0) return;
        if (!groups.TryGetValue(group, out var its)) groups.Add(group, its = new(line, []));
        if (value.Length > 0 && its.Values.Count <= expected && !its.Values.Contains(value)) its.Values.Add(value);
    }

    /// <summary>Groups with another number of values, in the order of their first lines.</summary>
    public IReadOnlyList<(string Name, long Line, IReadOnlyList<string> Values)> Broken() =>
        [.. groups.Where(g => g.Value.Values.Count != expected).OrderBy(g => g.Value.Line).Select(g => (g.Key, g.Value.Line, (IReadOnlyList<string>)g.Value.Values))];

    private sealed record Group(long Line, List<string> Values);
}
