using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Attribution;

/// <summary>
/// The split of each commit: author and human co-authors in equal parts, each person once; an agent's part goes to its principal, a bot's
/// to nobody (normalised-deployments.md, section 1).
/// </summary>
public sealed class CommitSplits(CommitGraph graph, ChangeList changes, PeopleDirectory people)
{
    private readonly Dictionary<int, Split?> known = [];

    /// <summary>Null for a commit by bots alone.</summary>
    public Split? Of(int commit)
    {
        if (!known.TryGetValue(commit, out var split)) known[commit] = split = Find(commit);
        return split;
    }

    private Split? Find(int index)
    {
        var commit = graph.Commits[index];
        var author = people.Of(commit.Author);
        var coAuthors = commit.Message.CoAuthors.Select(people.Of).ToList();
        var humans = new List<string>();
        foreach (var party in coAuthors.Prepend(author))
        {
            if (party.IsPerson && !humans.Contains(party.Id)) humans.Add(party.Id);
        }

        var agents = author.Kind == PartyKind.Agent || coAuthors.Exists(p => p.Kind == PartyKind.Agent);
        var agentPart = agents && (author.Kind == PartyKind.Agent || humans.Count == 0);
        if (humans.Count == 0 && !agentPart) return null;
        if (!agentPart) return new([.. humans.Select(h => (h, 1))], humans.Count);
        var principal = Principal(index, coAuthors);
        var parts = humans.Select(h => (Person: h, Parts: string.Equals(h, principal, StringComparison.Ordinal) ? 2 : 1)).ToList();
        if (!humans.Contains(principal)) parts.Add((principal, 1));
        return new(parts, humans.Count + 1);
    }

    private string Principal(int index, List<Party> coAuthors)
    {
        var commit = graph.Commits[index];
        var change = changes.OfCommit(index);
        if (change >= 0 && changes.All[change].Request is { } request)
        {
            if (request.Requester is { Length: > 0 } requester && people.Named(requester) is { IsPerson: true } asked) return asked.Id;
            if (request.Author.Length > 0 && people.Named(request.Author) is { IsPerson: true } opened) return opened.Id;
        }

        var humans = coAuthors.Where(p => p.IsPerson).Select(p => p.Id).Distinct(StringComparer.Ordinal).ToList();
        if (humans.Count == 1) return humans[0];
        var committer = people.Of(commit.Committer);
        return committer.IsPerson && !PeopleDirectory.IsForge(commit.Committer) ? committer.Id : Party.Unattributed;
    }
}
