using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Usage;

namespace Shiprank.Bench.Public;

/// <summary>
/// <c>bench checkpoints REPOSITORY</c>: Entire's checkpoints of its own history. Tokens of a session from its running counters against those of its
/// transcripts; tokens that reach commits; how many of the lines of linked commits are alive at the tip.
/// </summary>
internal static class CheckpointTrial
{
    public static int Run(string[] arguments)
    {
        var (branch, say) = (new CheckpointBranch(PublicClone.Open(arguments[0])), new Figures());
        var sessions = branch.Checkpoints.SelectMany(c => c.Sessions).ToList();
        say.Say($"HEAD {branch.Clone.Git.Head}, checkpoints {branch.Clone.Text("rev-parse", "entire/checkpoints/v1").TrimEnd()}");
        foreach (var warning in branch.Clone.Reading.Warnings) say.Check(!warning.Where.Contains("entire/checkpoints", StringComparison.Ordinal), $"warning: {warning}");
        say.Say($"checkpoints {branch.Checkpoints.Count}, records of sessions {sessions.Count}, sessions {sessions.Select(s => s.Session).Distinct().Count()}, with counters {sessions.Count(s => s.Usage is not null)}, with lines shared out {sessions.Count(s => s.Lines is not null)}");
        var naive = Sum(sessions.Select(s => s.Usage?.Tokens ?? default));
        say.Say($"counters summed, which counts double: input {naive.Input:N0}, cache write {naive.CacheWrite5m:N0}, cache read {naive.CacheRead:N0}, output {naive.Output:N0}");
        say.Say($"Entire's own shares: agent lines {sessions.Sum(s => s.Lines?.Agent ?? 0):N0}, human added {sessions.Sum(s => s.Lines?.HumanAdded ?? 0):N0}, all {sessions.Sum(s => s.Lines?.Total ?? 0):N0}");
        var tokens = CheckpointTokens.BySession(branch.Checkpoints);
        say.Say($"as growths: {Sum(tokens.Values).Total:N0} tokens of {tokens.Count} sessions = {1.0 * Sum(tokens.Values).Total / naive.Total:0.000} of the sum");
        Transcripts(say, branch, tokens.ToDictionary(t => t.Key.Session, t => t.Value, StringComparer.Ordinal));
        Commits(say, branch);
        Alive(say, branch);
        return say.Failed;
    }

    /// <summary>A session is compared when every checkpoint of it has all of its transcripts.</summary>
    private static void Transcripts(Figures say, CheckpointBranch branch, Dictionary<string, TokenCounts> tokens)
    {
        var counted = new Dictionary<string, Dictionary<string, TokenCounts>>(StringComparer.Ordinal);
        var cut = new HashSet<string>(StringComparer.Ordinal);
        using var blobs = branch.Clone.Blobs();
        foreach (var checkpoint in branch.Checkpoints)
        {
            foreach (var (session, transcript) in branch.Transcripts(checkpoint))
            {
                if (!counted.TryGetValue(session.Session, out var byMessage)) counted[session.Session] = byMessage = new(StringComparer.Ordinal);
                if (transcript is null || !blobs.TryRead(transcript, out var content) || content.Length == 0) cut.Add(session.Session);
                else Transcript.AddUsage(content, byMessage);
            }
        }

        var whole = counted.Where(c => !cut.Contains(c.Key) && tokens.ContainsKey(c.Key)).Select(c => (Ours: tokens[c.Key], Theirs: Sum(c.Value.Values))).ToList();
        say.Say($"sessions with a transcript that the clone lacks: {cut.Count}");
        say.Check(whole.Count(w => w.Ours == w.Theirs) >= 0.95 * whole.Count, $"sessions whose tokens equal those of their transcripts, all buckets: {Figures.Of(whole.Count(w => w.Ours == w.Theirs), whole.Count)}");
        say.Say($"  together: {Sum(whole.Select(w => w.Ours)).Total:N0} against {Sum(whole.Select(w => w.Theirs)).Total:N0} = {1.0 * Sum(whole.Select(w => w.Ours)).Total / Sum(whole.Select(w => w.Theirs)).Total:0.0000}; more in {whole.Count(w => w.Ours.Total > w.Theirs.Total)}, less in {whole.Count(w => w.Ours.Total < w.Theirs.Total)}");
    }

    private static void Commits(Figures say, CheckpointBranch branch)
    {
        var growths = CheckpointTokens.Of(branch.Checkpoints).ToLookup(t => t.Checkpoint, t => t.Tokens, StringComparer.Ordinal);
        var known = branch.Checkpoints.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var all = Sum(growths.SelectMany(g => g));
        var head = branch.Commits("HEAD").ToList();
        var ids = head.SelectMany(c => c.Ids).ToHashSet(StringComparer.Ordinal);
        say.Say($"HEAD: commits that are no merges {head.Count}, with a checkpoint {head.Count(c => c.Ids.Count > 0)}, with two or more {head.Count(c => c.Ids.Count > 1)}, ids {ids.Count}, known {ids.Count(known.Contains)}");
        say.Say($"  tokens of these checkpoints: {Figures.Of(Sum(ids.SelectMany(i => growths[i])).Total, all.Total)}");
        var pairs = branch.Pairs();
        say.Say($"all refs: pairs of checkpoint and commit {pairs.Count}, tokens {Figures.Of(Sum(pairs.Keys.SelectMany(i => growths[i])).Total, all.Total)}");
    }

    /// <summary>By <c>git blame</c> of the tip against the lines that each commit adds, links and submodules apart.</summary>
    private static void Alive(Figures say, CheckpointBranch branch)
    {
        var alive = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, _) in branch.Clone.Tree("HEAD"))
        {
            foreach (var line in branch.Clone.Lines("blame", "-l", "-s", "--root", "HEAD", "--", path)) alive[line[..40]] = alive.GetValueOrDefault(line[..40]) + 1;
        }

        var head = branch.Commits("HEAD").ToList();
        var added = head.Select(c => c.Commit).Zip(branch.Clone.Patches(head.Select(c => c.Commit.Patch))).ToDictionary(c => c.First.Sha, c => c.Second.Files.Sum(f => f.Hunks.Sum(h => h.NewCount)), StringComparer.Ordinal);
        foreach (var linked in (bool[])[true, false])
        {
            var its = head.Where(c => c.Ids.Count > 0 == linked).Select(c => c.Commit.Sha).ToList();
            say.Say($"alive at the tip, {(linked ? "linked" : "other")} commits: {Figures.Of(its.Sum(c => alive.GetValueOrDefault(c)), its.Sum(c => added[c]))}");
        }
    }

    private static TokenCounts Sum(IEnumerable<TokenCounts> tokens) => tokens.Aggregate(default(TokenCounts), (sum, t) => sum + t);
}
