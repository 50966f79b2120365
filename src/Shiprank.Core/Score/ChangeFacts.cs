using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Score;

/// <summary>What events and git say of each change of a repository besides its lines: authors, review, incidents.</summary>
internal sealed class ChangeFacts
{
    private readonly CommitGraph graph;
    private readonly CommitSplits splits;
    private readonly PeopleDirectory people;
    private readonly Dictionary<int, List<IncidentEvent>> incidents = [];

    public ChangeFacts(CommitGraph graph, ChangeList changes, CommitSplits splits, PeopleDirectory people, IReadOnlyList<IncidentEvent> all)
    {
        (this.graph, this.splits, this.people) = (graph, splits, people);
        foreach (var incident in all)
        {
            foreach (var change in incident.Changes.Select(sha => changes.OfCommit(graph.Find(sha))).Where(c => c >= 0).Distinct())
            {
                if (!incidents.TryGetValue(change, out var list)) incidents[change] = list = [];
                list.Add(incident);
            }
        }
    }

    /// <summary>People in the split of one of the change's commits: of the branch commits of a merge, else of its own.</summary>
    public IReadOnlySet<string> AuthorsOf(Change change) => Commits(change)
        .SelectMany(c => splits.Of(c)?.Parts.Select(p => p.Person) ?? [])
        .ToHashSet(StringComparer.Ordinal);

    public DateTimeOffset StartedAt(Change change) => Commits(change).Min(c => graph.Commits[c].AuthoredAt);

    /// <summary>True when a human other than the authors approved it.</summary>
    public bool IsReviewed(Change change)
    {
        if (change.Request is null) return false;
        var authors = AuthorsOf(change);
        return change.Request.Approvals.Any(a => people.Named(a.Person) is { IsPerson: true } who && !authors.Contains(who.Id));
    }

    /// <summary>Incidents explicitly linked to the change (in this service, where they name one) and opened from <paramref name="from"/> to <paramref name="until"/>.</summary>
    public IEnumerable<IncidentEvent> IncidentsOf(Change change, string service, DateTimeOffset from, DateTimeOffset until) =>
        incidents.GetValueOrDefault(change.Index, []).Where(i =>
            i.OpenedAt >= from && i.OpenedAt <= until && (i.Service is null || string.Equals(i.Service, service, StringComparison.Ordinal)));

    /// <summary>Every incident linked to the change, whenever it was opened, of this service or of none.</summary>
    public IEnumerable<IncidentEvent> IncidentsOf(Change change, string service) =>
        incidents.GetValueOrDefault(change.Index, []).Where(i => i.Service is null || string.Equals(i.Service, service, StringComparison.Ordinal));

    /// <summary>Ticket keys in the messages of its commits and in its request's title and branch, upper case, distinct, in order of appearance.</summary>
    public IReadOnlyList<string> TicketsOf(Change change) =>
        [.. change.BranchCommits.Append(change.Commit).SelectMany(c => graph.Commits[c].Message.Tickets).Concat(change.Request?.Tickets ?? []).Distinct(StringComparer.Ordinal)];

    /// <summary>Commits that its commits say to fix (<c>Fixes: sha</c>), as written.</summary>
    public IEnumerable<string> FixesOf(Change change) => change.BranchCommits.Append(change.Commit).SelectMany(c => graph.Commits[c].Message.Fixes);

    private static IReadOnlyList<int> Commits(Change change) => change.BranchCommits.Count > 0 ? change.BranchCommits : [change.Commit];
}
