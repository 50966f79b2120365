using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Tickets;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Caps;

/// <summary>
/// Finds the merged changes that have a run's output: those that its sessions are linked to as all spend is, those that were made on its branch, and those
/// of its repository that name its ticket and came after it began. A change lands a run when it names a ticket that a person of the organisation owned
/// then, or when the run's own ticket counted.
/// </summary>
internal sealed class LandingFinder(Standing standing)
{
    private readonly HashSet<string> active = standing.Workspace.Organisation.People.Where(p => p.Active).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<RunLanding> Of(IReadOnlyList<CapRun> runs)
    {
        List<CapRun> autonomous = [.. runs.Where(r => r is { Autonomous: true, DidSomething: true })];
        if (autonomous.Count == 0) return [];
        var began = autonomous.Min(r => r.Began);
        var bySession = autonomous.SelectMany(r => r.Sessions.Select(s => (Session: new SessionId(r.Agent, s), Run: r))).ToLookup(p => p.Session, p => p.Run);
        var linked = standing.Score.Links.All.Where(l => l.Evidence != LinkEvidence.None && bySession.Contains(l.Session)).ToLookup(l => (l.Repository, l.Change), l => l.Session);
        List<RunLanding> landings = [];
        foreach (var name in linked.Select(l => l.Key.Repository).Concat(autonomous.Select(r => r.Repository)).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (standing.Index.Repository(name) is not var (graph, changes)) continue;
            var own = autonomous.Where(r => r.Repository == name).ToList();
            foreach (var change in changes.All.Where(c => c.At >= began))
            {
                var candidates = linked[(name, change.Sha)].SelectMany(s => bySession[s]).Concat(OnBranch(own, graph, change));
                Land(name, graph, change, [.. candidates.Distinct()], own, landings);
            }
        }

        return landings;
    }

    private void Land(string repository, CommitGraph graph, Change change, List<CapRun> candidates, List<CapRun> own, List<RunLanding> landings)
    {
        var named = own.Where(r => r.Ticket.Length > 0 && r.Began <= change.At).ToList();
        if (candidates.Count + named.Count == 0) return;
        var tickets = standing.Tickets.Of(repository, graph, change);
        var owned = tickets.Where(IsOwned).Select(t => t.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var run in candidates)
        {
            if ((owned.Count > 0 ? owned[0] : run.TicketCounts ? run.Ticket : null) is { } ticket) landings.Add(new(run.Run, ticket, repository, change.Sha, change.At));
        }

        foreach (var run in named)
        {
            if (owned.Find(k => string.Equals(k, run.Ticket, StringComparison.OrdinalIgnoreCase)) is { } ticket) landings.Add(new(run.Run, ticket, repository, change.Sha, change.At));
        }
    }

    private static IEnumerable<CapRun> OnBranch(List<CapRun> own, CommitGraph graph, Change change)
    {
        var branch = change.Request?.HeadBranch is { Length: > 0 } head ? head : graph.Commits[change.Commit].Message.MergedBranch;
        return branch.Length == 0 ? [] : own.Where(r => r.Began <= change.At && r.Branches.Contains(branch));
    }

    /// <summary>Work that is done lands on its ticket too: merging it often closes it.</summary>
    private bool IsOwned(TicketLink ticket) =>
        ticket.Item is { Item: { Status: not WorkItemStatus.Cancelled, Owner: { Length: > 0 } owner } } && active.Contains(standing.Workspace.People.Named(owner).Id);
}
