using Shiprank.Core.Attribution.Content;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;

namespace Shiprank.Bench.Public;

/// <summary>
/// <c>bench content REPOSITORY</c>: lines of commits against what the sessions of their checkpoints wrote, and against what the sessions of another
/// checkpoint wrote. A pair is a checkpoint and the newest commit that names it; one whose transcripts are not all in the clone is left out.
/// </summary>
internal static class ContentTrial
{
    private const int MinAlnum = 4;
    private static readonly OrganisationFile Organisation = new() { Repositories = [new() { Name = "public", Services = [] }] };

    private sealed record Pair(string Id, RawCommit Commit, CommitPatch Patch, IReadOnlyList<SessionEdit> Edits, IReadOnlyList<SessionEdit> Main, HashSet<string> Sessions);

    private readonly record struct Share(long Matched, long WithRuns, long Lines, long All)
    {
        public static Share operator +(Share a, Share b) => new(a.Matched + b.Matched, a.WithRuns + b.WithRuns, a.Lines + b.Lines, a.All + b.All);
    }

    public static int Run(string[] arguments)
    {
        var (branch, say) = (new CheckpointBranch(PublicClone.Open(arguments[0])), new Figures());
        var pairs = Read(branch, say);
        var edited = pairs.FindAll(p => p.Edits.Count > 0);
        say.Say($"pairs with edits in their transcripts {edited.Count}, edits {pairs.Sum(p => p.Edits.Count):N0}, lines written {pairs.Sum(p => p.Edits.Sum(e => e.Lines.Count)):N0}");

        // The reference did not read sub-agents.
        var main = Sum(pairs.Select(p => Match(p, p.Main, inTime: false)));
        say.Check(100.0 * main.Matched / main.Lines is > 73.8 and < 77.8, $"true pairs without sub-agents, path and substantive line: {Figures.Of(main.Matched, main.Lines)}");
        var all = Sum(pairs.Select(p => Match(p, p.Edits, inTime: false)));
        var some = Sum(edited.Select(p => Match(p, p.Edits, inTime: false)));
        say.Check(all.Matched >= main.Matched, $"true pairs as the product reads them: {Figures.Of(all.Matched, all.Lines)}; where there are edits {Figures.Of(some.Matched, some.Lines)}");
        say.Say($"  with runs of trivial lines, of all lines: {Figures.Of(all.WithRuns, all.All)}");
        var timely = Sum(pairs.Select(p => Match(p, p.Edits, inTime: true)));
        say.Say($"  in the time that the product allows: {Figures.Of(timely.Matched, timely.Lines)}");
        var wrong = Sum(Strangers(pairs).Select(s => Match(s.Pair, s.Edits, inTime: false)));
        say.Check(1000L * wrong.Matched <= 2 * wrong.Lines, $"a stranger's sessions: {Figures.Of(wrong.Matched, wrong.Lines)}");
        AmongAll(say, pairs);
        return say.Failed;
    }

    /// <summary>As the product does it: every session of every transcript at once, the time and nobody's name known.</summary>
    private static void AmongAll(Figures say, List<Pair> pairs)
    {
        // Checkpoints of one session repeat its edits.
        var edits = pairs.SelectMany(p => p.Edits).DistinctBy(e => (e.Session, e.Path, e.At, e.Lines.Count, e.Lines.Aggregate(0UL, (sum, l) => (sum * 31) + l.Value))).ToList();
        var matcher = new ContentMatcher(WrittenFiles.Build(edits, Sessions(edits), Organisation, MinAlnum, DateTimeOffset.MaxValue).All, MinAlnum);
        var (found, right) = (0L, 0L);
        foreach (var pair in pairs)
        {
            foreach (var line in matcher.Match(pair.Patch, new(pair.Commit.AuthoredAt, pair.Commit.CommittedAt, new HashSet<string>())).Where(l => !l.Extended))
            {
                found++;
                if (pair.Sessions.Contains(line.Session.Session)) right++;
            }
        }

        say.Say($"all sessions at once: lines matched {Figures.Of(found, pairs.Sum(p => Match(p, [], inTime: false).Lines))}, of these a session of the commit's own checkpoint {Figures.Of(right, found)}");
    }

    private static List<WorkSession> Sessions(IReadOnlyList<SessionEdit> edits) => [.. edits.GroupBy(e => e.Session).Select(g => new WorkSession(
        new(g.First().Tool, g.Key, "", "", g.Min(e => e.At), g.Max(e => e.At), g.Count(), EditsKnown: true, []), null, "public", []))];

    private static List<Pair> Read(CheckpointBranch branch, Figures say)
    {
        var byId = branch.Checkpoints.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var chosen = branch.Pairs().ToList();
        var pairs = new List<Pair>();
        var bytes = 0L;
        using var blobs = branch.Clone.Blobs();
        foreach (var ((id, commit), patch) in chosen.Zip(branch.Clone.Patches(chosen.Select(c => c.Value.Patch))))
        {
            using var home = new TranscriptHome();
            using var alone = new TranscriptHome();
            var whole = true;
            foreach (var (session, transcript) in branch.Transcripts(byId[id]).Where(t => t.Transcript is not null))
            {
                whole &= blobs.TryRead(transcript!, out var content) && content.Length > 0;
                if (!whole) break;
                bytes += home.Add(session.Session, content, withSubAgents: true);
                alone.Add(session.Session, content, withSubAgents: false);
            }

            if (whole) pairs.Add(new(id, commit, patch, home.Edits(), alone.Edits(), byId[id].Sessions.Select(s => s.Session).ToHashSet(StringComparer.Ordinal)));
        }

        say.Say($"HEAD {branch.Clone.Git.Head}, checkpoints {branch.Clone.Text("rev-parse", "entire/checkpoints/v1").TrimEnd()}");
        say.Say($"pairs {chosen.Count}, with all of their transcripts {pairs.Count}; transcripts read {bytes / 1e6:N0} MB");
        return pairs;
    }

    /// <summary>Each pair with the edits of five others that share no session with it.</summary>
    private static IEnumerable<(Pair Pair, IReadOnlyList<SessionEdit> Edits)> Strangers(List<Pair> pairs)
    {
        for (var i = 0; i < pairs.Count; i++)
        {
            for (var turn = 1; turn <= 5; turn++)
            {
                var at = (i + (turn * pairs.Count / 6)) % pairs.Count;
                while (pairs[at].Sessions.Overlaps(pairs[i].Sessions)) at = (at + 1) % pairs.Count;
                yield return (pairs[i], pairs[at].Edits);
            }
        }
    }

    /// <param name="inTime">False: whenever the line was written. The pair is known to be one, so time tells nothing.</param>
    private static Share Match(Pair pair, IReadOnlyList<SessionEdit> edits, bool inTime)
    {
        var last = edits.Count > 0 ? edits.Max(e => e.At) : default;
        var matcher = new ContentMatcher(WrittenFiles.Build(edits, Sessions(edits), Organisation, MinAlnum, last).All, MinAlnum);
        var at = inTime ? pair.Commit.CommittedAt : last;
        var found = matcher.Match(pair.Patch, new(at, at, new HashSet<string>()));
        var files = pair.Patch.Files.Where(f => f.NewPath is not null).ToList();
        return new(
            found.Count(l => !l.Extended),
            found.Count,
            files.Sum(f => f.Hunks.Sum(h => f.Added(h).ToArray().Count(l => l.Alnum >= MinAlnum))),
            files.Sum(f => f.Hunks.Sum(h => h.NewCount)));
    }

    private static Share Sum(IEnumerable<Share> shares) => shares.Aggregate(default(Share), (sum, s) => sum + s);
}
