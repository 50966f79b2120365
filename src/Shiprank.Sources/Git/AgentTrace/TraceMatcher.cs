using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>What traces say of commits: lines that a hash proves, and sessions.</summary>
/// <param name="Records">One a commit.</param>
/// <param name="Sessions">Sessions by commit.</param>
internal sealed record TraceMatches(IReadOnlyList<LineRecord> Records, IReadOnlyDictionary<string, IReadOnlyList<SessionMark>> Sessions)
{
    public static readonly TraceMatches None = new([], new Dictionary<string, IReadOnlyList<SessionMark>>(StringComparer.Ordinal));
}

/// <summary>
/// Finds the commits that traces speak of. A trace names the commit that was checked out while its lines were written, so they went into a later one:
/// lines count where the range's hash is found among those that such a commit adds, in the first commit where it is. Without a hash (or proof) only
/// the session is taken, for the commit that was made directly on the named one and touches the file.
/// </summary>
internal sealed class TraceMatcher(GitPlace place, GitRepository repository, IReadOnlyList<Commit> commits, CancellationToken ct)
{
    private const int MostBytes = 1 << 24;

    private readonly TraceAncestry ancestry = new(commits);
    private readonly SortedDictionary<int, List<AttestedRange>> ranges = [];
    private readonly Dictionary<string, List<SessionMark>> sessions = new(StringComparer.Ordinal);

    public Result<TraceMatches> Match(IReadOnlyList<TraceEntry> entries)
    {
        // A revision that is not in the history belongs to work that was rebased, squashed or dropped.
        var placed = entries.Where(e => ancestry.Find(e.Revision) >= 0).ToLookup(e => e.Path, StringComparer.Ordinal);
        if (placed.Count == 0) return TraceMatches.None;
        var touched = TouchedPaths.Read(place, repository.Head, commits, placed.Select(p => p.Key), ct);
        if (!touched.Succeeded) return touched.Problem;
        var proven = new HashSet<TraceEntry>(ReferenceEqualityComparer.Instance);
        if (Prove(placed, touched.Value, proven) is { } problem) return problem;
        foreach (var entry in placed.SelectMany(p => p).Where(e => e.Author != TraceAuthor.Human && e.Session.Length > 0 && !proven.Contains(e)))
        {
            if (ancestry.Hinted(entry, touched.Value) is >= 0 and var commit) Mark(commit, entry);
        }

        return new TraceMatches(
            [.. ranges.Select(r => new LineRecord(commits[r.Key].Sha, r.Value))],
            sessions.ToDictionary(s => s.Key, s => (IReadOnlyList<SessionMark>)s.Value, StringComparer.Ordinal));
    }

    private Problem? Prove(ILookup<string, TraceEntry> placed, IReadOnlyList<(int Commit, IReadOnlyList<string> Paths)> touched, HashSet<TraceEntry> proven)
    {
        var hashed = placed.ToDictionary(p => p.Key, p => p.Where(e => e.Hash is not null && e.Author is TraceAuthor.Ai or TraceAuthor.Human).ToList(), StringComparer.Ordinal);
        var candidates = touched
            .Select(t => (t.Commit, Paths: t.Paths.Where(p => hashed[p].Exists(e => ancestry.Reaches(t.Commit, e.Revision))).ToHashSet(StringComparer.Ordinal)))
            .Where(t => t.Paths.Count > 0)
            .ToList();
        if (candidates.Count == 0) return null;
        var sizes = Sizes(candidates.SelectMany(c => c.Paths.Select(p => Blob(c.Commit, p))));
        if (!sizes.Succeeded) return sizes.Problem;
        var started = BlobReader.Start(place, ct);
        if (!started.Succeeded) return started.Problem;
        using var blobs = started.Value;
        using var patches = repository.ReadPatches(candidates.Select(c => new PatchRequest(commits[c.Commit].Sha, commits[c.Commit].Parents is [var first, ..] ? first : null)), new TextHasher(1, 2), ct);
        foreach (var (commit, paths) in candidates)
        {
            if (!patches.TryRead(out var patch)) return patches.Problem;
            foreach (var file in patch.Files.Where(f => f.NewPath is not null && paths.Contains(f.NewPath)))
            {
                var open = hashed[file.NewPath!].FindAll(e => !proven.Contains(e) && ancestry.Reaches(commit, e.Revision));
                if (open.Count == 0 || !sizes.Value.Contains(Blob(commit, file.NewPath!)) || !blobs.TryRead(Blob(commit, file.NewPath!), out var content)) continue;
                var proof = new TraceProof(content, file);
                foreach (var entry in open)
                {
                    if (proof.Find(entry) is not { } at) continue;
                    proven.Add(entry);
                    Attest(commit, entry, file, at.First, at.Last);
                }
            }
        }

        return null;
    }

    private string Blob(int commit, string path) => $"{commits[commit].Sha}:{path}";

    /// <summary>Those of the names that are blobs of a size that is worth reading.</summary>
    private Result<HashSet<string>> Sizes(IEnumerable<string> names)
    {
        string[] asked = [.. names];
        var answer = place.Ask(["cat-file", "--batch-check=%(objecttype) %(objectsize)"], asked, ct);
        if (!answer.Succeeded) return answer.Problem;
        return asked.Zip(answer.Value.Split('\n')).Where(a => a.Second.Split(' ') is ["blob", var size] && long.Parse(size) <= MostBytes).Select(a => a.First).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Takes the added lines of a proven range.</summary>
    private void Attest(int commit, TraceEntry entry, FilePatch file, int first, int last)
    {
        if (!ranges.TryGetValue(commit, out var list)) ranges[commit] = list = [];
        foreach (var hunk in file.Hunks)
        {
            var (from, to) = (Math.Max(first, hunk.NewStart), Math.Min(last, hunk.NewStart + hunk.NewCount - 1));
            if (from <= to) list.Add(new(file.NewPath!, from, to, entry.Author == TraceAuthor.Human, entry.Author == TraceAuthor.Human ? "" : entry.Session));
        }

        if (entry.Author != TraceAuthor.Human && entry.Session.Length > 0) Mark(commit, entry);
    }

    private void Mark(int commit, TraceEntry entry)
    {
        var sha = commits[commit].Sha;
        if (!sessions.TryGetValue(sha, out var marks)) sessions[sha] = marks = [];
        var mark = new SessionMark(entry.Tool, entry.Session);
        if (!marks.Contains(mark)) marks.Add(mark);
    }
}
