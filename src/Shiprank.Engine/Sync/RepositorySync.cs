using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Git;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>Brings the facts of one repository up to date: its history, and the patches that are not stored yet, in one streaming pass.</summary>
internal sealed class RepositorySync(IStore store, MessageReader messages, TextHasher hasher, SyncReport report)
{
    /// <param name="deployed">Shas that deployments name: they may lie off every branch.</param>
    public void Read(RepositoryEntry entry, IEnumerable<string> deployed, CancellationToken cancel)
    {
        if (entry.Path is not { } path || (entry.Mirrored && !Directory.Exists(path)))
        {
            report.Problems.Add(new(entry.Name, 0, "there is no mirror of it yet: nothing of it is known", "run sync where its address can be reached"));
            return;
        }

        var opened = GitRepository.Open(path, entry.Name, entry.DefaultBranch);
        if (!opened.Succeeded)
        {
            report.Problems.Add(opened.Problem);
            return;
        }

        var read = opened.Value.ReadHistory(messages.Read, deployed, cancel);
        if (!read.Succeeded)
        {
            report.Problems.Add(read.Problem);
            return;
        }

        report.Problems.AddRange(read.Value.Warnings);
        Store(opened.Value, read.Value.History, cancel);
    }

    private void Store(GitRepository git, RepositoryHistory history, CancellationToken cancel)
    {
        var before = store.ReadHistory(history.Repository, cancel);
        if (!Continues(git, before, history, cancel)) return;
        var graph = CommitGraph.Of(history, DateTimeOffset.MaxValue);
        var changes = ChangeList.Of(graph, []);
        var stored = store.PatchedCommits(history.Repository);
        var missing = changes.PatchOrder().Where(c => !stored.Contains(c.Sha)).Select(c => new PatchRequest(c.Sha, c.Parent)).ToList();
        if (missing.Count > 0)
        {
            using var patches = git.ReadPatches(missing, hasher, cancel);
            report.PatchesAdded += store.AddPatches(history.Repository, Each(patches), cancel);
            if (patches.Problem is { } problem)
            {
                // A history without all of its patches would be silently short: what was stored before stays in force.
                report.Problems.Add(problem);
                return;
            }
        }

        report.Changes += changes.All.Count;
        store.SaveHistory(history, cancel);
        if (Rewriting.Of(before, history) is { } rewritten) report.Rewritten.Add(rewritten);
    }

    /// <summary>
    /// A shallow clone ends at commits that look like roots. One that ends above what is stored is not taken; one that was deepened gives the
    /// commits where it ended other patches, so its history is read anew.
    /// </summary>
    private bool Continues(GitRepository git, RepositoryHistory? before, RepositoryHistory history, CancellationToken cancel)
    {
        var roots = before?.Commits.Where(c => c.Parents.Count == 0).Select(c => c.Sha).ToHashSet(StringComparer.Ordinal) ?? [];
        var found = history.Commits.Where(c => roots.Contains(c.Sha)).ToList();
        if (git.IsShallow && found.Count < roots.Count)
        {
            report.Problems.Add(new(history.Repository, 0, "the clone is shallow and ends above the history that is stored, which stays in force", "run `git fetch --unshallow` in it"));
            return false;
        }

        if (found.Exists(c => c.Parents.Count > 0)) store.SaveHistory(new() { Repository = history.Repository, Commits = [], FirstParents = [] }, cancel);
        return true;
    }

    private static IEnumerable<CommitPatch> Each(PatchStream patches)
    {
        while (patches.TryRead(out var patch)) yield return patch;
    }
}
