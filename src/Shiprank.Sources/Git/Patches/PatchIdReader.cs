using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Patches;

/// <summary>
/// <c>git diff-tree -p | git patch-id --stable</c> without a shell, of commits off the default branch and of the first-parent changes. Equal patches touch
/// equal paths, so only commits that share theirs with one of the other side are diffed: listing paths costs a fraction of a diff.
/// </summary>
internal static class PatchIdReader
{
    private static readonly string[] Common =
    [
        "diff-tree", "--stdin", "--always", "-r", "--root", "--no-renames", "--no-relative", "-O/dev/null", "--submodule=short", "--ignore-submodules=none", "--no-color",
    ];

    private static readonly string[] Diff =
    [
        .. Common, "-p", "-U3", "--diff-algorithm=myers", "--indent-heuristic", "--inter-hunk-context=0", "--full-index", "--src-prefix=a/", "--dst-prefix=b/",
        "--no-ext-diff", "--no-textconv",
    ];

    /// <returns>Sha → patch-id of the commits on both sides that can have an equal; a commit that changes nothing has none.</returns>
    public static Result<Dictionary<string, string>> Read(GitPlace place, IReadOnlyList<Commit> offBranch, IReadOnlyList<Commit> line, CancellationToken ct)
    {
        if (offBranch.Count == 0) return new Dictionary<string, string>(StringComparer.Ordinal);
        var paths = Paths(place, [.. offBranch, .. line], ct);
        if (!paths.Succeeded) return paths.Problem;
        var off = offBranch.Select(c => paths.Value[c.Sha]).ToHashSet();
        var on = line.Select(c => paths.Value[c.Sha]).ToHashSet();
        return Ids(place, offBranch.Where(c => on.Contains(paths.Value[c.Sha])).Concat(line.Where(c => off.Contains(paths.Value[c.Sha]))), ct);
    }

    /// <summary>Sha → a hash of the touched paths in git's order. Commits of equal hash and other paths only cost a diff.</summary>
    private static Result<Dictionary<string, ulong>> Paths(GitPlace place, IReadOnlyList<Commit> commits, CancellationToken ct)
    {
        var started = place.Start([.. Common, "--raw"], commits.Select(Line), ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 16);
        var hasher = new TextHasher(1, 2);
        var paths = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var (sha, hash) = ("", 0UL);
        while (scanner.TryReadLine(out var text))
        {
            // A sha, or ":modes ids status\tpath".
            if (text is [(byte)':', ..])
            {
                hash = (hash * 31) + hasher.Hash(text[text.IndexOf((byte)'\t')..]);
                paths[sha] = hash;
                continue;
            }

            (sha, hash) = (Encoding.ASCII.GetString(text), 0);
            paths[sha] = hash;
        }

        ct.ThrowIfCancellationRequested();
        if (git.Finish() is { } problem) return problem;
        return commits.FirstOrDefault(c => !paths.ContainsKey(c.Sha)) is { } lost ? new Problem(place.Path, 0, $"commit {lost.Sha} can't be read", GitProblems.Damaged) : paths;
    }

    private static Result<Dictionary<string, string>> Ids(GitPlace place, IEnumerable<Commit> commits, CancellationToken ct)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var diffs = place.Start(Diff, commits.Select(Line), ct);
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

    private static string Line(Commit commit) => commit.Parents.Count == 0 ? commit.Sha : $"{commit.Sha} {commit.Parents[0]}";
}
