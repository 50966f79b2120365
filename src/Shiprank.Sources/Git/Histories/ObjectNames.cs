using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <summary>
/// Names of objects (refs, tags, cut shas) as the commits that they stand for. Replacements (<c>refs/replace</c>) are left aside: with them a tag can be a
/// tag of itself, which git follows for ever.
/// </summary>
internal static class ObjectNames
{
    /// <summary>One sha per name, null where there is no such commit, or more than one.</summary>
    public static Result<IReadOnlyList<string?>> Commits(GitPlace place, IReadOnlyList<string> names, CancellationToken ct)
    {
        if (names.Count == 0) return Array.Empty<string?>();
        var answer = place.Ask(["--no-replace-objects", "cat-file", "--batch-check=%(objectname)"], names.Select(n => n + "^{commit}"), ct);
        if (!answer.Succeeded) return answer.Problem;
        var lines = answer.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length != names.Count) return new Problem(place.Path, 0, $"git resolved {lines.Length} of {names.Count} names");
        return Array.ConvertAll(lines, line => line.Contains(' ') ? null : line);
    }
}
