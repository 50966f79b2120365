namespace Shiprank.Core.Signals.Delivery;

/// <summary>Changes with all that take them out and put them back, by subject or by content.</summary>
internal static class ChangeChains
{
    /// <returns>Chains of two or more, each in order of time.</returns>
    public static IReadOnlyList<IReadOnlyList<ChangeFact>> Of(IReadOnlyList<ChangeFact> changes)
    {
        var places = new Dictionary<(string, string), int>(changes.Count);
        for (var i = 0; i < changes.Count; i++) places[changes[i].Id] = i;
        var roots = Enumerable.Range(0, changes.Count).ToArray();
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].Reverts is { } target) Join(i, target);
            foreach (var by in changes[i].RevertedBy) Join(i, by);
        }

        return
        [
            .. Enumerable.Range(0, changes.Count).GroupBy(Root).Where(g => g.Skip(1).Any())
                .Select(IReadOnlyList<ChangeFact> (g) => [.. g.Select(i => changes[i]).OrderBy(c => c.MergedAt).ThenBy(c => c.Sha, StringComparer.Ordinal)]),
        ];

        void Join(int change, string other)
        {
            if (places.TryGetValue((changes[change].Repository, other), out var its)) roots[Root(change)] = Root(its);
        }

        int Root(int of)
        {
            while (roots[of] != of) of = roots[of] = roots[roots[of]];
            return of;
        }
    }
}
