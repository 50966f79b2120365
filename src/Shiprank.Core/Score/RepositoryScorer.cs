using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Content;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score;

/// <summary>Scores one repository: graph, timelines, one pass over its patches, judgement.</summary>
internal sealed class RepositoryScorer
{
    private readonly ScoreInput input;
    private readonly RepositoryHistory history;
    private readonly CommitGraph graph;
    private readonly ChangeList changes;
    private readonly ServiceMap services;
    private readonly CommitSplits splits;
    private readonly CommitEvidence evidence;
    private readonly RevertIndex reverts;
    private readonly ChangeFacts facts;
    private readonly LinkPass links;
    private readonly PathRules paths;
    private LineLedger? ledger;

    public RepositoryScorer(ScoreInput input, RepositoryEntry repository, RepositoryHistory history, PeopleDirectory people, SessionMarks marks, WrittenFiles written)
    {
        (this.input, this.history) = (input, history);
        graph = CommitGraph.Of(history, input.AsOf);
        changes = ChangeList.Of(graph, [.. input.Events.Requests.Where(r => r.Repository == repository.Name)]);
        services = new(repository);
        splits = new(graph, changes, people);
        links = new(input, history, graph, changes, splits, marks, written);
        evidence = new(graph, changes, people, input.Usage, new(history.LineRecords), links);
        reverts = new(graph, changes);
        facts = new(graph, changes, splits, people, input.Events.Incidents);
        Timelines = new TimelineBuilder(graph, changes, history, services, input.Policy, input.AsOf)
            .Build([.. input.Events.Deployments.Where(d => d.Repository == repository.Name)]);
        paths = new(input.Organisation, repository);
    }

    public IReadOnlyList<ServiceTimeline> Timelines { get; }

    public IReadOnlyList<Change> Changes => changes.All;

    public CommitGraph Graph => graph;

    public ChangeFacts Facts => facts;

    /// <exception cref="InvalidOperationException">Before <see cref="Score"/>.</exception>
    public LineLedger Ledger => ledger ?? throw new InvalidOperationException("lines are followed by Score");

    /// <summary>Sessions that served the changes; known after <see cref="Score"/>.</summary>
    public IEnumerable<SessionLink> Links() => SessionLinker.OfChanges(history.Repository, graph, changes, links.Links);

    public RevertIndex Reverts => reverts;

    /// <summary>Index of the change that the commit is or belongs to; −1 when there is none.</summary>
    public int ChangeOf(string sha) => changes.OfCommit(graph.Find(sha));

    public IReadOnlyList<ScoredChange> Score()
    {
        ledger = Follow();
        var judge = new ChangeJudge(history.Repository, changes.All, Timelines, services.Default, ledger, reverts, splits, evidence, facts, input.Policy, input.AsOf);
        return [.. changes.All.SelectMany(judge.Judge)];
    }

    private LedgerRules Rules() => new()
    {
        IsExcluded = paths.IsExcluded,
        ServiceOf = services.Of,
        DeliveredAt = (change, service) => Timelines[service].DeliveredAt(change),
        IsRolledBack = (change, service, until) => Timelines[service].IsRolledBack(change, until),
        HasSplit = commit => splits.Of(commit) is not null,
        EvidenceOf = evidence.OfLine,
        RecordsOf = evidence.RecordsOf,
        RevertTarget = reverts.Target,
        MinAlnum = input.Policy.MinAlnum,
        Survival = TimeSpan.FromDays(input.Policy.SurvivalDays),
        Restore = TimeSpan.FromDays(input.Policy.RestoreDays),
        OldLine = TimeSpan.FromDays(input.Policy.OldLineDays),
        BlockLines = input.Policy.BlockLines,
        MoveAcross = TimeSpan.FromDays(input.Policy.MoveDays),
    };

    /// <summary>Takes the changes behind the newest checkpoint that holds; only their patches are asked for.</summary>
    private LineLedger Follow()
    {
        CheckpointPart[] parts = input.Checkpoints is null ? [] : [links.Part(new(changes.All, graph.Commits.Count))];
        var keeper = new LedgerKeeper(
            input.Checkpoints, history.Repository, changes.All.Count == history.FirstParents.Count, graph, changes.All, Rules(), [.. services.Setting, .. paths.Setting, $"replacements {history.Replacements}"], parts);
        var followed = keeper.Resume();
        using var patches = input.Patches(history.Repository, [.. changes.PatchOrder(followed.Taken)]).GetEnumerator();
        foreach (var change in changes.All.Skip(followed.Taken))
        {
            BranchLines? branch = null;
            var branchHasSplit = true;
            if (change.BranchCommits.Count > 0)
            {
                (branch, branchHasSplit) = (new(), change.BranchCommits.Any(c => splits.Of(c) is not null));
                foreach (var commit in change.BranchCommits)
                {
                    var of = Next(patches, graph.Commits[commit].Sha);
                    links.Take(commit, of);
                    branch.Take(commit, of, text => text.Alnum >= input.Policy.MinAlnum, (path, line) => LineMarks.Of(evidence.OfLine(commit, path, line)));
                }
            }

            var patch = Next(patches, change.Sha);
            links.Take(change.Commit, patch);
            followed.Take(change, patch, branch, branchHasSplit);
            keeper.Passed(followed);
        }

        keeper.Finish(followed);
        links.TakeMergesInBranches();
        return followed;
    }

    private CommitPatch Next(IEnumerator<CommitPatch> patches, string sha)
    {
        if (!patches.MoveNext() || patches.Current.Sha != sha) throw new InvalidOperationException($"the patch of {sha} in {history.Repository} is not the next one");
        return patches.Current;
    }
}
