using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git;

/// <summary><c>git diff-tree -p | git patch-id --stable</c> without a shell: of commits off the default branch and of the first-parent changes.</summary>
internal static class PatchIdReader
{
    private static readonly string[] Diff =
    [
        "diff-tree", "--stdin", "-r", "--root", "-p", "-U3", "--diff-algorithm=myers", "--indent-heuristic", "--inter-hunk-context=0", "--full-index", "--no-renames",
        "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "-O/dev/null", "--submodule=short", "--ignore-submodules=none", "--no-color", "--no-ext-diff", "--no-textconv",
    ];

    /// <returns>Sha → patch-id; a commit that changes nothing has none.</returns>
    public static Result<Dictionary<string, string>> Read(GitPlace place, IReadOnlyList<Commit> offBranch, IReadOnlyList<string> line, CommitGraph graph, CancellationToken ct)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (offBranch.Count == 0) return ids;
        var diffs = place.Start(Diff, offBranch.Concat(line.Select(sha => graph[sha])).Select(c => c.Parents.Count == 0 ? c.Sha : $"{c.Sha} {c.Parents[0]}"), ct);
        if (!diffs.Succeeded) return diffs.Problem;
        using var source = diffs.Value;
        var answer = GitPlace.Ask(place.Start(["patch-id", "--stable"], input => source.Output.CopyTo(input), ct));
        ct.ThrowIfCancellationRequested();
        // The diff's own problem is the cause of the other's.
        if (source.Finish() is { } problem) return problem;
        if (!answer.Succeeded) return answer.Problem;
        foreach (var row in answer.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = row.IndexOf(' ');
            ids[row[(blank + 1)..]] = row[..blank];
        }

        return ids;
    }
}
