using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Sync;

/// <summary>A default branch that no longer holds all that it held.</summary>
/// <param name="After">Sha of the last change that still stands; null when none does.</param>
/// <param name="Replaced">How many changes behind it are gone.</param>
public sealed record Rewriting(string Repository, string? After, int Replaced)
{
    /// <summary>Null when everything that was there still is. A clone that was deepened has another first commit, and is no rewriting.</summary>
    public static Rewriting? Of(RepositoryHistory? before, RepositoryHistory now)
    {
        if (before is null || before.FirstParents.Count == 0) return null;
        var start = now.FirstParents.ToList().IndexOf(before.FirstParents[0]);
        var common = 0;
        while (start >= 0 && common < before.FirstParents.Count && start + common < now.FirstParents.Count
            && string.Equals(before.FirstParents[common], now.FirstParents[start + common], StringComparison.Ordinal))
        {
            common++;
        }

        return common == before.FirstParents.Count ? null : new(now.Repository, common > 0 ? before.FirstParents[common - 1] : null, before.FirstParents.Count - common);
    }

    public override string ToString() => After is { } sha
        ? $"history of {Repository} was rewritten after {sha[..Math.Min(7, sha.Length)]}: {Replaced} {(Replaced == 1 ? "change" : "changes")} replaced"
        : $"history of {Repository} was rewritten from its first change on: {Replaced} {(Replaced == 1 ? "change" : "changes")} replaced";
}
