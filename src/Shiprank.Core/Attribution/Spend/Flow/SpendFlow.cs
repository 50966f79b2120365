namespace Shiprank.Core.Attribution.Spend.Flow;

/// <summary>Spend of one tool in one repository that had one fate.</summary>
/// <param name="Repository">Null when none is known.</param>
public sealed record FlowPath(string Tool, string? Repository, SpendFate Fate, FlowAmount Amount);

/// <summary>
/// Where spend went: from the tool through the repository to its fate. Every part of every row is on exactly one path, so whatever the paths
/// are summed by, the sums are the whole.
/// </summary>
/// <param name="Paths">By tool, repository (none known: last) and fate, each once.</param>
public sealed record SpendFlow(IReadOnlyList<FlowPath> Paths)
{
    public FlowAmount Total => FlowAmount.Sum(Paths.Select(p => p.Amount));

    /// <summary>By fate, in the fates' order.</summary>
    public IReadOnlyList<(SpendFate Fate, FlowAmount Amount)> ByFate => [.. Sums(p => p.Fate).OrderBy(s => s.Key)];

    /// <summary>By tool, in order of name.</summary>
    public IReadOnlyList<(string Tool, FlowAmount Amount)> ByTool => [.. Sums(p => p.Tool).OrderBy(s => s.Key, StringComparer.Ordinal)];

    /// <summary>By repository, in order of name; none known: last.</summary>
    public IReadOnlyList<(string? Repository, FlowAmount Amount)> ByRepository => [.. Sums(p => p.Repository ?? "").OrderBy(s => s.Key.Length == 0).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => (Named(s.Key), s.Amount))];

    public IReadOnlyList<(string Tool, string? Repository, FlowAmount Amount)> ToolToRepository => [.. Sums(p => (p.Tool, Repository: p.Repository ?? ""))
        .OrderBy(s => s.Key.Tool, StringComparer.Ordinal).ThenBy(s => s.Key.Repository.Length == 0).ThenBy(s => s.Key.Repository, StringComparer.Ordinal)
        .Select(s => (s.Key.Tool, Named(s.Key.Repository), s.Amount))];

    public IReadOnlyList<(string? Repository, SpendFate Fate, FlowAmount Amount)> RepositoryToFate => [.. Sums(p => (Repository: p.Repository ?? "", p.Fate))
        .OrderBy(s => s.Key.Repository.Length == 0).ThenBy(s => s.Key.Repository, StringComparer.Ordinal).ThenBy(s => s.Key.Fate)
        .Select(s => (Named(s.Key.Repository), s.Key.Fate, s.Amount))];

    public static SpendFlow Of(IEnumerable<SpendPart> parts)
    {
        var all = parts.ToList();
        return Of(all, Counting(all));
    }

    /// <param name="counting">Parts that responses count with, those that are not asked for included.</param>
    public static SpendFlow Of(IEnumerable<SpendPart> parts, IReadOnlySet<SpendPart> counting)
    {
        return new([.. parts
            .GroupBy(p => (p.Row.Tool, Repository: p.Repository ?? "", p.Fate))
            .OrderBy(g => g.Key.Tool, StringComparer.Ordinal).ThenBy(g => g.Key.Repository.Length == 0).ThenBy(g => g.Key.Repository, StringComparer.Ordinal).ThenBy(g => g.Key.Fate)
            .Select(g => new FlowPath(g.Key.Tool, Named(g.Key.Repository), g.Key.Fate, FlowAmount.Sum(g.Select(p => FlowAmount.Of(p.Amount, counting.Contains(p))))))]);
    }

    /// <summary>The part of each row that its response counts with: the dearest, of equal ones that with most tokens, then credits, then the first.</summary>
    public static HashSet<SpendPart> Counting(IEnumerable<SpendPart> parts) => parts
        .GroupBy(p => (p.Row.Tool, p.Row.Key))
        .Select(CountingOf)
        .ToHashSet<SpendPart>(ReferenceEqualityComparer.Instance);

    /// <param name="row">All parts of one row.</param>
    public static SpendPart CountingOf(IEnumerable<SpendPart> row) =>
        row.OrderByDescending(p => p.Amount.NanoUsd ?? 0).ThenByDescending(p => p.Amount.Tokens.Total).ThenByDescending(p => p.Amount.NanoCredits ?? 0).First();

    private static string? Named(string repository) => repository.Length == 0 ? null : repository;

    private IEnumerable<(TKey Key, FlowAmount Amount)> Sums<TKey>(Func<FlowPath, TKey> key) => Paths.GroupBy(key).Select(g => (g.Key, FlowAmount.Sum(g.Select(p => p.Amount))));
}
