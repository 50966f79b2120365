using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Engine.Signals;

/// <summary>Which changes say themselves that an agent had part in them, whatever usage tells.</summary>
internal sealed class AgentMarks(PeopleDirectory people, CommitGraph graph, IEnumerable<LineRecord> records)
{
    private readonly HashSet<string> noted = records.Where(r => r.Ranges.Any(g => !g.Human)).Select(r => r.Sha).ToHashSet(StringComparer.Ordinal);

    public bool Of(Change change) => change.BranchCommits.Append(change.Commit).Any(c => Of(graph.Commits[c]));

    private bool Of(Commit commit) =>
        noted.Contains(commit.Sha)
        || people.Of(commit.Author).Kind == PartyKind.Agent
        || commit.Message.Sessions.Count > 0
        || commit.Message.Marks.HasFlag(MessageMarks.AgentFooter)
        || commit.Message.CoAuthors.Any(c => people.Of(c).Kind == PartyKind.Agent && !KnownAgents.IsAutofix(c.Email));
}
