using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>Builds the timeline of each service of a repository from events, tags or merges (normalised-deployments.md, section 3).</summary>
public sealed class TimelineBuilder(CommitGraph graph, ChangeList changes, RepositoryHistory history, ServiceMap services, Policy policy, DateTimeOffset asOf)
{
    private static readonly TimeSpan AutoTags = TimeSpan.FromDays(365);
    private readonly PickedChanges picked = new(graph, changes, history.PatchIds);

    /// <param name="events">Deployments of this repository that stand at as-of.</param>
    public IReadOnlyList<ServiceTimeline> Build(IReadOnlyList<DeploymentEvent> events)
    {
        var releases = history.Tags.Where(t => t.At <= asOf && ReleaseTag.IsRelease(t.Name)).ToList();
        return [.. services.Services.Select(service => Build(service, RollOuts(service, events), Tags(service, releases)))];
    }

    private ServiceTimeline Build(ServiceEntry service, List<RollOut> events, List<RollOut> tags)
    {
        var auto = service.Mode == DeploymentMode.Auto;
        var mode = !auto ? service.Mode
            : events.Count > 0 ? DeploymentMode.Events
            : tags.Count(t => t.At >= asOf - AutoTags) >= 3 ? DeploymentMode.Tags
            : DeploymentMode.Trunk;
        var timeline = new ServiceTimeline(service, mode, changes.All.Count);
        if (mode == DeploymentMode.Trunk)
        {
            foreach (var change in changes.All) DeliverOnMerge(timeline, change);
            return timeline;
        }

        var rollOuts = (mode == DeploymentMode.Events ? events : tags).Where(r => r.Commit >= 0 && IsKnown(r.Commit)).ToList();
        new RollOutReplay(graph, changes, policy, timeline, auto).Run(RollOutOrder.Of(rollOuts, graph), picked);
        return timeline;
    }

    internal static void DeliverOnMerge(ServiceTimeline timeline, Change change)
    {
        timeline.Deliver(change.Index, change.At, merge: true);
        timeline.Deployments.Add(new(change.Sha, change.Sha, change.At, DeploymentKind.Delivery, change.Index, new HashSet<int>(), [change.Index], []));
    }

    private List<RollOut> RollOuts(ServiceEntry service, IReadOnlyList<DeploymentEvent> events) =>
    [
        .. events
            .Where(e => e.Status == DeploymentStatus.Success && services.IsOf(e, service))
            .Select(e => new RollOut(e.Id, graph.Find(e.Sha), e.FinishedAt)),
    ];

    private List<RollOut> Tags(ServiceEntry service, List<GitTag> releases)
    {
        var own = service.Tags is { } pattern ? Glob.Tag(pattern) : null;
        var others = services.Services.Where(s => s.Tags is not null && !ReferenceEquals(s, service)).Select(s => Glob.Tag(s.Tags!)).ToList();
        return
        [
            .. releases
                .Where(t => own is not null ? own.IsMatch(t.Name) : !others.Exists(o => o.IsMatch(t.Name)))
                .Select(t => new RollOut(t.Name, graph.Find(t.Sha), t.At)),
        ];
    }

    /// <summary>A commit that the default branch gets only after as-of is later than as-of, whatever the tag's date says.</summary>
    private bool IsKnown(int commit) => graph.IsOnDefaultBranch(commit) || graph.Commits[commit].CommittedAt <= asOf;
}

/// <summary>A successful roll-out of a commit, before it is known what it means.</summary>
internal readonly record struct RollOut(string Id, int Commit, DateTimeOffset At);
