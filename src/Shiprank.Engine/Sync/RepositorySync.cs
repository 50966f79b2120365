using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;
using Shiprank.Sources.Git.Patches;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>Brings the facts of one repository up to date: its history, and the patches that are not stored yet, in one streaming pass.</summary>
internal sealed class RepositorySync(IStore store, MessageReader messages, TextHasher hasher, SyncReport report, DateTimeOffset now)
{
    /// <param name="deployed">Shas that deployments name: they may lie off every branch.</param>
    public void Read(RepositoryEntry entry, IEnumerable<string> deployed, CancellationToken cancel)
    {
        if (!TryRead(entry, deployed, cancel)) report.Unread.Add(entry.Name);
    }

    private bool TryRead(RepositoryEntry entry, IEnumerable<string> deployed, CancellationToken cancel)
    {
        if (entry.Path is not { } path || (entry.Mirrored && !Directory.Exists(path)))
        {
            report.Problems.Add(new(entry.Name, 0, "there is no mirror of it yet: nothing of it is known", "run sync where its address can be reached"));
            return false;
        }

        var opened = GitRepository.Open(path, entry.Name, entry.DefaultBranch);
        if (!opened.Succeeded)
        {
            report.Problems.Add(opened.Problem);
            return false;
        }

        var read = opened.Value.ReadHistory(messages.Read, deployed, cancel);
        if (!read.Succeeded)
        {
            report.Problems.Add(read.Problem);
            return false;
        }

        report.Problems.AddRange(read.Value.Warnings);
        if (Clocks.Ahead(read.Value.History, now) is { } ahead) report.Problems.Add(ahead);
        return Store(opened.Value, read.Value.History, cancel);
    }

    private bool Store(GitRepository git, RepositoryHistory history, CancellationToken cancel)
    {
        var before = store.ReadHistory(history.Repository, cancel);
        if (before is not null && IsCutShort(git, history, before)) return false;
        var graph = CommitGraph.Of(history, DateTimeOffset.MaxValue);
        var changes = ChangeList.Of(graph, []);
        var requests = changes.PatchOrder().Select(c => new PatchRequest(c.Sha, c.Parent)).ToList();
        // What a reading leaves that was stopped is from a whole clone that replaces nothing: it stands whatever is read next.
        var anew = before is null ? git.IsShallow || history.Replacements != 0 : HasOtherPatches(history, before);
        if (anew ? !Replace(git, history, requests, cancel) : !Add(git, history, requests, cancel)) return false;
        report.Changes += changes.All.Count;
        if (Rewriting.Of(before, history) is { } rewritten) report.Rewritten.Add(rewritten);
        return true;
    }

    private bool Add(GitRepository git, RepositoryHistory history, List<PatchRequest> requests, CancellationToken cancel)
    {
        var stored = store.PatchedCommits(history.Repository);
        var missing = requests.FindAll(r => !stored.Contains(r.Sha));
        if (missing.Count > 0)
        {
            using var patches = git.ReadPatches(missing, hasher, cancel);
            report.PatchesAdded += store.AddPatches(history.Repository, Each(patches), cancel);
            if (patches.Problem is { } problem)
            {
                // A history without all of its patches would be silently short: what was stored before stays in force.
                report.Problems.Add(problem);
                return false;
            }
        }

        store.SaveHistory(history, cancel);
        return true;
    }

    private bool Replace(GitRepository git, RepositoryHistory history, List<PatchRequest> requests, CancellationToken cancel)
    {
        Problem? problem = null;
        var whole = store.ReplaceHistory(
            history,
            take =>
            {
                using var patches = git.ReadPatches(requests, hasher, cancel);
                foreach (var patch in Each(patches)) take(patch);
                problem = patches.Problem;
                return problem is null;
            },
            cancel);
        if (whole) report.PatchesAdded += requests.Count;
        else report.Problems.Add(problem!);
        return whole;
    }

    /// <summary>A shallow clone ends at commits that look like roots. One that ends above what is stored is not taken.</summary>
    private bool IsCutShort(GitRepository git, RepositoryHistory history, RepositoryHistory before)
    {
        if (!git.IsShallow) return false;
        var now = history.Commits.Select(c => c.Sha).ToHashSet(StringComparer.Ordinal);
        if (before.Commits.Where(c => c.Parents.Count == 0).All(c => now.Contains(c.Sha))) return false;
        report.Problems.Add(new(history.Repository, 0, "the clone is shallow and ends above the history that is stored, which stays in force", "run `git fetch --unshallow` in it"));
        return true;
    }

    /// <summary>
    /// A patch belongs to a commit and its first parent. A clone that was deepened, and one that replaces commits, contents or parents (or no longer does),
    /// gives commits that are stored other patches.
    /// </summary>
    private static bool HasOtherPatches(RepositoryHistory history, RepositoryHistory before)
    {
        if (history.Replacements != before.Replacements) return true;
        var parents = before.Commits.ToDictionary(c => c.Sha, First, StringComparer.Ordinal);
        return history.Commits.Any(c => parents.TryGetValue(c.Sha, out var parent) && parent != First(c));

        static string First(Commit commit) => commit.Parents.Count > 0 ? commit.Parents[0] : "";
    }

    private static IEnumerable<CommitPatch> Each(PatchStream patches)
    {
        while (patches.TryRead(out var patch)) yield return patch;
    }
}
