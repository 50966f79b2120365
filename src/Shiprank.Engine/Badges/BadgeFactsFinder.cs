using Shiprank.Core.Badges;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Badges;

/// <summary>Gathers what badges are judged by beside the score: who approved what, which changes name an owned ticket, which ended an incident.</summary>
internal static class BadgeFactsFinder
{
    public static BadgeFacts Of(Standing standing)
    {
        var organisation = standing.Workspace.Organisation;
        var reviewers = new Dictionary<(string Repository, string Sha), IReadOnlySet<string>>();
        var ticketed = new HashSet<(string Repository, string Sha)>();
        var mends = new List<Mend>();
        foreach (var repository in organisation.Repositories.Select(r => r.Name).Order(StringComparer.Ordinal))
        {
            if (standing.Index.Repository(repository) is not { } known) continue;
            var (graph, changes) = known;
            foreach (var change in changes.All)
            {
                if (Reviewers(standing, change) is { Count: > 0 } people) reviewers[(repository, change.Sha)] = people;
                if (standing.Tickets.Of(repository, graph, change).Any(t => t.Item?.Item.Owner is { Length: > 0 })) ticketed.Add((repository, change.Sha));
            }

            mends.AddRange(IncidentMends.Of(repository, graph, changes, standing.Score, standing.Events.Incidents));
        }

        return new()
        {
            Score = standing.Score,
            Organisation = organisation with { People = [.. organisation.People.Where(p => !ErasedPeople.IsOne(p.Id))] },
            LeastGroup = standing.Workspace.SmallestGroup,
            Incidents = standing.Events.Incidents,
            Reviewers = reviewers,
            Ticketed = ticketed,
            Mends = mends,
        };
    }

    private static HashSet<string> Reviewers(Standing standing, Change change) =>
        (change.Request?.Approvals ?? []).Where(a => a.At <= change.At).Select(a => standing.Workspace.People.Named(a.Person)).Where(p => p.IsPerson).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
}
