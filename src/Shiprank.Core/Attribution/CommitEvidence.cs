using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Attribution;

/// <summary>The evidence of commits and of their lines, the first of the table that applies (normalised-deployments.md, section 6).</summary>
internal sealed class CommitEvidence(CommitGraph graph, ChangeList changes, PeopleDirectory people, UsageEvidence usage, LineRecordIndex records, LinkPass links)
{
    private static readonly string[] BranchPrefixes = ["copilot/", "codex/", "cursor/", "claude/", "devin/", "jules/", "kiro/", "openhands/"];
    private readonly Dictionary<int, Evidence> known = [];

    /// <summary>
    /// What a line record says of an added line of the commit, by its number in the commit's own tree: Recorded or Human; null = as the
    /// commit's marks say. A record of a merge commit says nothing.
    /// </summary>
    public Evidence? OfLine(int commit, string path, int line)
    {
        var it = graph.Commits[commit];
        if (it.IsMerge) return null;
        return links.IsMatched(commit, path, line) ? Evidence.Recorded : records.Of(it.Sha, path, line);
    }

    /// <summary>A digest of the line records that <see cref="OfLine"/> speaks by; 0 when there are none.</summary>
    public UInt128 RecordsOf(int commit)
    {
        var it = graph.Commits[commit];
        return it.IsMerge ? 0 : records.Digest(it.Sha);
    }

    /// <summary>What the commit's own marks give, line records apart.</summary>
    public Evidence Of(int commit)
    {
        if (!known.TryGetValue(commit, out var evidence)) known[commit] = evidence = Find(commit);
        return evidence;
    }

    private Evidence Find(int index)
    {
        var commit = graph.Commits[index];
        var author = people.Of(commit.Author);
        if (author.Kind == PartyKind.Agent) return Evidence.AgentAuthored;
        if (commit.Message.Sessions.Count > 0 || links.IsInWindow(index)) return Evidence.Session;
        if (commit.Message.Marks.HasFlag(MessageMarks.AgentFooter) || commit.Message.CoAuthors.Any(c => people.Of(c).Kind == PartyKind.Agent && !KnownAgents.IsAutofix(c.Email))) return Evidence.Trailer;
        if ((commit.Message.Marks & (MessageMarks.MadeWithCursor | MessageMarks.Autofix)) != MessageMarks.None || HasAgentBranch(index)) return Evidence.Weak;
        if (usage.IsMeteredBefore(author.Id, commit.AuthoredAt) || !usage.Covers(author.Id, commit.AuthoredAt)) return Evidence.Unknown;
        return Evidence.None;
    }

    private bool HasAgentBranch(int commit)
    {
        var change = changes.OfCommit(commit);
        if (change < 0) return false;
        var branch = changes.All[change].Request?.HeadBranch is { Length: > 0 } head ? head : graph.Commits[changes.All[change].Commit].Message.MergedBranch;
        return BranchPrefixes.Any(p => branch.StartsWith(p, StringComparison.OrdinalIgnoreCase));
    }
}
