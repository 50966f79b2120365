using System.Runtime.InteropServices;
using System.Text;
using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Attribution.Content;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Score;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>
/// Links sessions to the commits of one repository while the patches pass, each commit once: by the session's id in a trailer, by its key in a
/// git-ai note, by lines that the session wrote, and by the window (normalised-deployments.md, section 6): same repository, same person, same
/// branch where both are known, the commit's author time within the session or at most 4 hours after it, and a file in common.
/// </summary>
internal sealed partial class LinkPass
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(4);

    private readonly CommitGraph graph;
    private readonly ChangeList changes;
    private readonly CommitSplits splits;
    private readonly SessionMarks marks;
    private readonly CheckpointIndex checkpoints;
    private readonly ContentMatcher matcher;
    private readonly ILookup<string, LineRecord> records;
    private readonly ILookup<string, WorkSession> byPerson;
    private readonly Dictionary<SessionId, SessionFiles> edited = [];
    private readonly Dictionary<int, IReadOnlyList<CommitLink>> links = [];
    private readonly HashSet<(string Path, int Number)> matched = [];
    private readonly int minAlnum;
    private int matchedCommit = -1;

    public LinkPass(ScoreInput input, RepositoryHistory history, CommitGraph graph, ChangeList changes, CommitSplits splits, SessionMarks marks, WrittenFiles written)
    {
        (this.graph, this.changes, this.splits, this.marks, minAlnum) = (graph, changes, splits, marks, input.Policy.MinAlnum);
        WrittenFile[] here = [.. written.All.Where(f => f.Repository == history.Repository)];
        matcher = new(here, minAlnum);
        digests = new(() => new(here));
        checkpoints = new(history.Checkpoints);
        records = history.LineRecords.ToLookup(r => r.Sha, StringComparer.Ordinal);
        byPerson = input.Sessions
            .Where(s => s.Person is not null && s.Repository == history.Repository && s.Trace.EditedFiles.Count > 0 && s.Trace.StartedAt <= input.AsOf)
            .ToLookup(s => s.Person!, StringComparer.Ordinal);
    }

    /// <summary>Links of the commits taken, by commit; a commit without any is absent.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<CommitLink>> Links => links;

    /// <summary>Takes a commit with its patch against its first parent: a branch commit that is no merge, or a change.</summary>
    public void Take(int commit, CommitPatch patch)
    {
        matched.Clear();
        matchedCommit = commit;
        var found = Marked(commit);

        // What a merge merges is in its branch commits, and a note on it repeats what theirs say.
        if (!StandsForBranch(commit))
        {
            AddNotes(commit, patch, found);
            AddContent(commit, patch, found);
            AddWindow(commit, found);
        }

        Keep(commit, found, patch);
    }

    /// <summary>Takes the commits without a patch of their own: merges inside branches, which have marks nevertheless.</summary>
    public void TakeMergesInBranches()
    {
        for (var commit = 0; commit < graph.Commits.Count; commit++)
        {
            if (graph.Commits[commit].IsMerge && changes.OfCommit(commit) is >= 0 and var change && changes.All[change].Commit != commit) Keep(commit, Marked(commit), patch: null);
        }
    }

    /// <summary>True when some session was in the window of the commit (with a file in common).</summary>
    public bool IsInWindow(int commit) => links.TryGetValue(commit, out var its) && its.Any(l => l.InWindow);

    /// <summary>True when a session wrote the added line of the commit taken last.</summary>
    /// <exception cref="InvalidOperationException">The commit is not the one taken last.</exception>
    public bool IsMatched(int commit, string path, int line) =>
        commit == matchedCommit ? matched.Contains((path, line)) : throw new InvalidOperationException("lines are matched for the commit taken last only");

    private bool StandsForBranch(int commit) => graph.Commits[commit].IsMerge && changes.All[changes.OfCommit(commit)].BranchCommits.Count > 0;

    private Dictionary<SessionId, Found> Marked(int commit)
    {
        var found = new Dictionary<SessionId, Found>();
        foreach (var session in Named(commit)) found.TryAdd(session.Id, new(session, LinkEvidence.Session));
        return found;
    }

    /// <summary>Sessions that were read and that the commit's trailers name.</summary>
    private IEnumerable<WorkSession> Named(int commit) => graph.Commits[commit].Message.Sessions.SelectMany(m => marks.Of(m, checkpoints));

    private void AddNotes(int commit, CommitPatch patch, Dictionary<SessionId, Found> found)
    {
        foreach (var range in records[graph.Commits[commit].Sha].SelectMany(r => r.Ranges))
        {
            if (range.Human) continue;
            foreach (var session in marks.OfNote(range.Session))
            {
                if (!found.TryGetValue(session.Id, out var its)) found[session.Id] = its = new(session, LinkEvidence.Note);
                foreach (var file in patch.Files)
                {
                    if (string.Equals(file.NewPath, range.Path, StringComparison.Ordinal)) its.Take(file, range, minAlnum);
                }
            }
        }
    }

    private void AddContent(int commit, CommitPatch patch, Dictionary<SessionId, Found> found)
    {
        var it = graph.Commits[commit];
        var people = splits.Of(commit)?.Parts.Select(p => p.Person).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var line in matcher.Match(patch, new(it.AuthoredAt, it.CommittedAt, people)))
        {
            matched.Add((line.Path, line.Number));
            if (line.Extended) continue;
            ref var its = ref CollectionsMarshal.GetValueRefOrAddDefault(found, line.Session, out _);
            its ??= new(marks.Known(line.Session), LinkEvidence.Content);

            // A line that a note gives to a session is that session's: the record made while it was written goes before a likeness.
            var key = Found.Key(line.Path, line.Text);
            if (!found.Values.Any(f => f.Evidence == LinkEvidence.Note && f.Lines.Contains(key))) its.Lines.Add(key);
        }
    }

    private void AddWindow(int commit, Dictionary<SessionId, Found> found)
    {
        foreach (var session in InWindow(commit))
        {
            if (!found.TryGetValue(session.Id, out var its)) found[session.Id] = its = new(session, LinkEvidence.Window);
            its.InWindow = true;
        }
    }

    /// <summary>Sessions to which the window rule applies as far as it can be said without the commit's files.</summary>
    private IEnumerable<WorkSession> InWindow(int commit)
    {
        if (splits.Of(commit) is not { } split) yield break;
        var at = graph.Commits[commit].AuthoredAt;
        var branch = BranchOf(commit);
        foreach (var session in split.Parts.SelectMany(p => byPerson[p.Person]))
        {
            if (at < session.Trace.StartedAt || at > session.Trace.EndedAt + Window) continue;
            if (branch.Length > 0 && session.Branches.Count > 0 && !session.Branches.Contains(branch, StringComparer.Ordinal)) continue;
            yield return session;
        }
    }

    /// <summary>Branch that the commit was made on; empty when nothing tells.</summary>
    private string BranchOf(int commit)
    {
        var change = changes.All[changes.OfCommit(commit)];
        return change.Request?.HeadBranch is { Length: > 0 } head ? head : graph.Commits[change.Commit].Message.MergedBranch;
    }

    private void Keep(int commit, Dictionary<SessionId, Found> found, CommitPatch? patch)
    {
        if (found.Count == 0) return;
        var paths = patch?.Files.Select(f => f.NewPath ?? f.OldPath!).ToList() ?? [];
        var kept = new List<CommitLink>(found.Count);
        foreach (var (id, its) in found.OrderBy(f => f.Key.Tool, StringComparer.Ordinal).ThenBy(f => f.Key.Session, StringComparer.Ordinal))
        {
            if (!edited.TryGetValue(id, out var files)) edited[id] = files = new(its.Session.Trace);
            var common = paths.FindAll(files.Contains);
            if (its.Evidence == LinkEvidence.Window && common.Count == 0) continue;
            kept.Add(new(id, its.Evidence, common, [.. its.Lines.Order()], its.InWindow && common.Count > 0));
        }

        if (kept.Count > 0) links[commit] = kept;
    }

    private sealed class Found(WorkSession session, LinkEvidence evidence)
    {
        public WorkSession Session => session;

        public LinkEvidence Evidence => evidence;

        public HashSet<ulong> Lines { get; } = [];

        public bool InWindow { get; set; }

        /// <summary>Path (FNV-1a) and text of a line in one value, the same on every machine.</summary>
        public static ulong Key(string path, LineText text)
        {
            var hash = 14695981039346656037UL;
            foreach (var b in Encoding.UTF8.GetBytes(path)) hash = (hash ^ b) * 1099511628211UL;
            return (hash ^ text.Value) * 0x9E3779B97F4A7C15UL;
        }

        /// <summary>Takes the substantive lines that a note's range covers among those that the commit adds.</summary>
        public void Take(FilePatch file, AttestedRange range, int minAlnum)
        {
            foreach (var hunk in file.Hunks)
            {
                var number = hunk.NewStart;
                foreach (var text in file.Added(hunk))
                {
                    if (number >= range.First && number <= range.Last && text.Alnum >= minAlnum) Lines.Add(Key(range.Path, text));
                    number++;
                }
            }
        }
    }
}
