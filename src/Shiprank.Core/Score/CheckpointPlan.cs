namespace Shiprank.Core.Score;

/// <summary>
/// After how many changes a checkpoint is worth keeping: at the last two multiples of 10, 100 and 1000. What changes things d changes back
/// so costs fewer than 20 d changes read anew, and from push to push no place is missed.
/// </summary>
internal static class CheckpointPlan
{
    private static readonly int[] Steps = [10, 100, 1000];

    /// <param name="changes">Changes that there are.</param>
    public static IReadOnlySet<int> For(int changes)
    {
        var kept = new HashSet<int>();
        foreach (var step in Steps)
        {
            var last = changes / step * step;
            if (last > 0) kept.Add(last);
            if (last > step) kept.Add(last - step);
        }

        return kept;
    }
}
