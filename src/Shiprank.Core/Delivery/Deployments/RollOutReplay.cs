using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>Replays the roll-outs of one service in order and says of each what it was.</summary>
internal sealed class RollOutReplay(CommitGraph graph, ChangeList changes, Policy policy, ServiceTimeline timeline, bool auto)
{
    private readonly bool[] liveCommits = new bool[graph.Commits.Count];
    private readonly bool[] everLive = new bool[changes.All.Count];
    private int everLiveUpTo = -1;

    public void Run(IReadOnlyList<RollOut> rollOuts, PickedChanges picked)
    {
        Deployment? previous = null;
        var previousCommit = -1;
        foreach (var rollOut in rollOuts)
        {
            var contents = (UpTo: graph.Reach(rollOut.Commit), Picked: picked.In(rollOut.Commit));
            var isNew = MakeLive(rollOut.Commit);
            var deployment = previous is null ? Baseline(rollOut, contents.UpTo, contents.Picked)
                : rollOut.Commit == previousCommit ? Of(rollOut, DeploymentKind.Redeployment, contents.UpTo, contents.Picked, [], [])
                : graph.IsAncestor(rollOut.Commit, previousCommit) ? Back(rollOut, contents.UpTo, contents.Picked, previous)
                : !isNew ? Of(rollOut, DeploymentKind.Redeployment, contents.UpTo, contents.Picked, [], [])
                : Delivery(rollOut, contents.UpTo, contents.Picked);
            timeline.Deployments.Add(deployment);
            foreach (var change in deployment.TakenOut) timeline.TakeOut(change, timeline.Deployments.Count - 1);
            (previous, previousCommit) = (deployment, rollOut.Commit);
        }
    }

    private Deployment Baseline(RollOut rollOut, int upTo, HashSet<int> picked)
    {
        var first = NewlyLive(upTo, picked);
        var delivered = new List<int>();
        foreach (var change in first)
        {
            if (auto)
            {
                TimelineBuilder.DeliverOnMerge(timeline, changes.All[change]);
            }
            else if (changes.All[change].At >= rollOut.At - TimeSpan.FromDays(policy.SurvivalDays))
            {
                timeline.Deliver(change, rollOut.At, merge: false);
                delivered.Add(change);
            }
            else
            {
                timeline.LeaveAtBaseline(change);
            }
        }

        return Of(rollOut, DeploymentKind.Baseline, upTo, picked, delivered, []);
    }

    private Deployment Back(RollOut rollOut, int upTo, HashSet<int> picked, Deployment previous)
    {
        if (timeline.Mode != DeploymentMode.Events) return Of(rollOut, DeploymentKind.Redeployment, upTo, picked, [], []);
        var out_ = Enumerable.Range(upTo + 1, Math.Max(0, previous.Contains - upTo))
            .Concat(previous.Picked.Where(c => c > upTo && c > previous.Contains).Order())
            .Where(c => !picked.Contains(c));
        return Of(rollOut, DeploymentKind.Rollback, upTo, picked, [], [.. out_]);
    }

    private Deployment Delivery(RollOut rollOut, int upTo, HashSet<int> picked)
    {
        var delivered = NewlyLive(upTo, picked);
        foreach (var change in delivered) timeline.Deliver(change, rollOut.At, merge: false);
        return Of(rollOut, DeploymentKind.Delivery, upTo, picked, delivered, []);
    }

    private Deployment Of(RollOut rollOut, DeploymentKind kind, int upTo, HashSet<int> picked, IReadOnlyList<int> delivered, IReadOnlyList<int> takenOut) =>
        new(rollOut.Id, graph.Commits[rollOut.Commit].Sha, rollOut.At, kind, upTo, picked, delivered, takenOut);

    /// <summary>Marks the commit and its ancestors live; true when any of them was not live before.</summary>
    private bool MakeLive(int commit)
    {
        var any = false;
        graph.Walk(commit, c =>
        {
            if (liveCommits[c]) return false;
            return any = liveCommits[c] = true;
        });
        return any;
    }

    private List<int> NewlyLive(int upTo, HashSet<int> picked)
    {
        var found = new List<int>();
        for (; everLiveUpTo < upTo; everLiveUpTo++)
        {
            if (!everLive[everLiveUpTo + 1]) found.Add(everLiveUpTo + 1);
            everLive[everLiveUpTo + 1] = true;
        }

        foreach (var change in picked.Order())
        {
            if (everLive[change]) continue;
            everLive[change] = true;
            found.Add(change);
        }

        return found;
    }
}
