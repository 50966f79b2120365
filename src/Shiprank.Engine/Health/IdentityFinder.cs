using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Health;

/// <summary>Finds who is in the data and not in the organisation file: git authors, authors and reviewers of requests, users of agents.</summary>
internal sealed class IdentityFinder
{
    private readonly Dictionary<string, Found> found = new(StringComparer.Ordinal);
    private readonly HashSet<string> listed;
    private readonly PeopleDirectory people;

    private IdentityFinder(Standing standing)
    {
        people = standing.Workspace.People;
        listed = standing.Workspace.Organisation.People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Those with most commits first, then by requests, spend and name.</summary>
    public static IReadOnlyList<UnmatchedIdentity> Of(Standing standing, IReadOnlyList<RepositoryHistory> histories, IReadOnlyList<PersonSpend> spend)
    {
        var finder = new IdentityFinder(standing);
        foreach (var commit in histories.SelectMany(h => h.Commits).DistinctBy(c => c.Sha)) finder.Commit(commit);
        foreach (var request in standing.Events.Requests) finder.Request(request);
        foreach (var part in spend.Where(s => !finder.listed.Contains(s.Person)))
        {
            var identity = finder.At(part.Person);
            identity.Spend += part.Amount;
            identity.Seen(new(part.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
        }

        var suggestions = new SuggestionFinder(standing.Workspace.Organisation.People);
        return
        [
            .. finder.found.Select(f => new UnmatchedIdentity(f.Key, [.. f.Value.Names.Order(StringComparer.Ordinal)], f.Value.Commits, f.Value.Requests, f.Value.Reviews, f.Value.Spend, f.Value.Last, suggestions.For(f.Key, f.Value.Names)))
                .OrderByDescending(i => i.Commits).ThenByDescending(i => i.Requests + i.Reviews).ThenByDescending(i => i.Spend.NanoUsd ?? 0).ThenBy(i => i.Id, StringComparer.Ordinal),
        ];
    }

    private void Commit(Commit commit)
    {
        if (Unlisted(people.Of(commit.Author)) is not { } identity) return;
        identity.Commits++;
        identity.Seen(commit.CommittedAt);
        if (commit.Author.Name.Trim() is { Length: > 0 } name) identity.Names.Add(name);
    }

    private void Request(RequestEvent request)
    {
        if (request.Author.Length > 0 && Unlisted(people.Named(request.Author)) is { } author)
        {
            author.Requests++;
            author.Seen(request.MergedAt ?? request.OpenedAt);
        }

        foreach (var approval in request.Approvals)
        {
            if (Unlisted(people.Named(approval.Person)) is not { } reviewer) continue;
            reviewer.Reviews++;
            reviewer.Seen(approval.At);
        }
    }

    private Found? Unlisted(Party party) => party.IsPerson && !listed.Contains(party.Id) && party.Id != Party.Unattributed ? At(party.Id) : null;

    private Found At(string id)
    {
        if (!found.TryGetValue(id, out var identity)) found[id] = identity = new();
        return identity;
    }

    private sealed class Found
    {
        public long Commits { get; set; }

        public long Requests { get; set; }

        public long Reviews { get; set; }

        public FlowAmount Spend { get; set; }

        public DateTimeOffset? Last { get; private set; }

        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public void Seen(DateTimeOffset at) => Last = Last is { } last && last >= at ? last : at;
    }
}
