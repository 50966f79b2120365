using Shiprank.Core.Usage.Marks;

namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>Groups of prompts that are alike: those that share a band, and those that share one with any of them.</summary>
public static class NearDuplicates
{
    /// <param name="marks">Of one subject, in any order.</param>
    /// <returns>Places in <paramref name="marks"/>, the largest group first, then the one with the earliest prompt.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(IReadOnlyList<PromptMark> marks)
    {
        var parents = new int[marks.Count];
        for (var i = 0; i < parents.Length; i++) parents[i] = i;
        var first = new Dictionary<(int Band, uint Hash), int>(marks.Count * 4);
        for (var i = 0; i < marks.Count; i++)
        {
            for (var band = 0; band < marks[i].Bands.Count; band++)
            {
                if (!first.TryAdd((band, marks[i].Bands[band]), i)) Join(parents, first[(band, marks[i].Bands[band])], i);
            }
        }

        return
        [
            .. Enumerable.Range(0, parents.Length).GroupBy(i => Root(parents, i))
                .Select(g => (IReadOnlyList<int>)[.. g])
                .OrderByDescending(g => g.Count).ThenBy(g => g.Min(i => marks[i].At)),
        ];
    }

    private static void Join(int[] parents, int a, int b)
    {
        (a, b) = (Root(parents, a), Root(parents, b));
        if (a != b) parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i) i = parents[i] = parents[parents[i]];
        return i;
    }
}
