namespace Shiprank.Core.Signals.Delivery;

/// <summary>Changes as rows of evidence: the latest first, a few of them, the rest as a number.</summary>
internal static class ChangeEvidence
{
    private const int Most = 10;

    /// <param name="changes">In any order.</param>
    /// <param name="say">What the row says of one.</param>
    public static IEnumerable<SignalEvidence> Of(IEnumerable<ChangeFact> changes, Func<ChangeFact, string> say)
    {
        var all = changes.OrderByDescending(c => c.MergedAt).ThenBy(c => c.Repository, StringComparer.Ordinal).ThenBy(c => c.Sha, StringComparer.Ordinal).ToList();
        foreach (var change in all.Take(Most)) yield return new($"{change.Repository} {Short(change.Sha)}", say(change), change.Id);
        if (all.Count > Most) yield return new("Further changes", Figures.Count(all.Count - Most, "more", "more"));
    }

    public static string Short(string sha) => sha[..Math.Min(8, sha.Length)];
}
