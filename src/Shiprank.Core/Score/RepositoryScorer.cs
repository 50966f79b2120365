using Shiprank.Core.Attribution;
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
    private readonly PathRules paths;

    public RepositoryScorer(ScoreInput input, RepositoryEntry repository, RepositoryHistory history, PeopleDirectory people)
    {
        (this.input, this.history) = (input, history);
        graph = CommitGraph.Of(history, input.AsOf);
        changes = ChangeList.Of(graph, [.. input.Events.Requests.Where(r => r.Repository == repository.Name)]);
        services = new(repository);
        splits = new(graph, changes, people);
        evidence = new(graph, changes, people, input.Usage, new(history.LineRecords));
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

    public IReadOnlyList<ScoredChange> Score()
    {
        var ledger = Follow();
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
    };

    /// <summary>Takes the changes behind the newest checkpoint that holds; only their patches are asked for.</summary>
    private LineLedger Follow()
    {
        var rules = Rules();
        var keeper = new LedgerKeeper(
            input.Checkpoints, history.Repository, changes.All.Count == history.FirstParents.Count, graph, changes.All, rules, [.. services.Setting, .. paths.Setting], []);
        var ledger = keeper.Resume();
        using var patches = input.Patches(history.Repository, [.. changes.PatchOrder(ledger.Taken)]).GetEnumerator();
        foreach (var change in changes.All.Skip(ledger.Taken))
        {
            BranchLines? branch = null;
            var branchHasSplit = true;
            if (change.BranchCommits.Count > 0)
            {
                (branch, branchHasSplit) = (new(), change.BranchCommits.Any(c => splits.Of(c) is not null));
                foreach (var commit in change.BranchCommits)
                {
                    branch.Take(commit, Next(patches, graph.Commits[commit].Sha), text => text.Alnum >= input.Policy.MinAlnum, (path, line) => LineMarks.Of(evidence.OfLine(commit, path, line)));
                }
            }

            ledger.Take(change, Next(patches, change.Sha), branch, branchHasSplit);
            keeper.Passed(ledger);
        }

        keeper.Finish(ledger);
        return ledger;
    }

    private CommitPatch Next(IEnumerator<CommitPatch> patches, string sha)
    {
        if (!patches.MoveNext() || patches.Current.Sha != sha) throw new InvalidOperationException($"the patch of {sha} in {history.Repository} is not the next one");
        return patches.Current;
    }
}
