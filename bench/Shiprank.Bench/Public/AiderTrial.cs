using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Counts = System.Collections.Generic.IReadOnlyDictionary<string, System.Collections.Generic.IReadOnlyDictionary<string, int>>;

namespace Shiprank.Bench.Public;

/// <summary>
/// <c>bench aider REPOSITORY [git|lines]</c>: the AI lines of each of Aider's releases as it publishes them, against <c>git blame</c> with the options that
/// it used, and against the product's own ownership of lines (moves followed, copies not).
/// </summary>
internal sealed class AiderTrial
{
    private const int MostShown = 20;
    private readonly PublicClone clone;
    private readonly Figures say = new();
    private readonly Dictionary<string, string> authors;
    private readonly IReadOnlyList<AiderRelease> releases;

    private AiderTrial(string path)
    {
        clone = PublicClone.Open(path);
        authors = clone.Text("log", "--all", "-z", "--format=%H%n%an%n%B").Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Select(e => e.Split('\n', 3)).ToDictionary(e => e[0], e => AiderRules.Author(e[1], e[2]), StringComparer.Ordinal);
        releases = AiderRelease.Read(clone.Text("show", "HEAD:aider/website/_data/blame.yml"));
    }

    public static int Run(string[] arguments)
    {
        var trial = new AiderTrial(arguments[0]);
        trial.say.Say($"HEAD {trial.clone.Git.Head}: {trial.releases.Count} releases, {trial.releases.Sum(r => r.Lines):N0} lines, {trial.releases.Sum(r => r.AiderLines):N0} by aider");
        if (arguments is not [_, "git"]) trial.OurLines();
        if (arguments is not [_, "lines"]) trial.GitBlame();
        return trial.say.Failed;
    }

    private void GitBlame()
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        var found = new Counts[releases.Count];
        for (var i = 0; i < releases.Count; i++)
        {
            var (release, range) = (releases[i], $"{releases[i].Start}..{releases[i].End}");
            var counts = new SortedDictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal);
            Parallel.ForEach(Changed(release), options, path =>
            {
                var lines = clone.Lines("blame", "-M100", "-C100", "-C", "-C", "-l", "-s", range, "--", path).Where(l => l[0] != '^').GroupBy(l => authors[l[..40]]).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
                if (lines.Count == 0) return;
                lock (counts) counts[path] = lines;
            });
            found[i] = counts.ToDictionary(StringComparer.Ordinal);
        }

        Report("git blame -M100 -C100 -C -C", found);
    }

    /// <summary>Files that were touched since the release before, those too that came out as they were: a line taken out and put back is new to blame.</summary>
    private IEnumerable<string> Changed(AiderRelease release)
    {
        var changed = clone.Lines("log", "-m", "--no-renames", "--name-only", "--format=", $"{release.Start}..{release.End}").ToHashSet(StringComparer.Ordinal);
        return clone.Tree(release.End).Select(f => f.Path).Where(p => AiderRules.Counts(p) && changed.Contains(p));
    }

    private void OurLines()
    {
        var patches = new Dictionary<string, CommitPatch>(StringComparer.Ordinal);
        Report("lines followed by the product", [.. releases.Select(r => OurLines(r, patches, moves: true))]);
        Report("lines followed without moves, for comparison", [.. releases.Select(r => OurLines(r, patches, moves: false))]);
    }

    /// <summary>Follows all lines up to the release along its own first parents and takes those that were born after the one before.</summary>
    private Dictionary<string, IReadOnlyDictionary<string, int>> OurLines(AiderRelease release, Dictionary<string, CommitPatch> patches, bool moves)
    {
        var line = clone.Lines("rev-list", "--first-parent", "--reverse", release.End);
        var graph = CommitGraph.Of(clone.History with { FirstParents = line }, DateTimeOffset.MaxValue);
        var changes = ChangeList.Of(graph, []);
        var missing = changes.PatchOrder().Select(c => graph.Commits[graph.Find(c.Sha)]).Where(c => !patches.ContainsKey(c.Sha)).ToList();
        foreach (var patch in clone.Patches(missing)) patches[patch.Sha] = patch;
        var ledger = Trial.Ledger(changes.All, moves);
        foreach (var change in changes.All)
        {
            BranchLines? branch = change.BranchCommits.Count > 0 ? new() : null;
            foreach (var commit in change.BranchCommits) branch!.Take(commit, patches[graph.Commits[commit].Sha], text => text.Alnum >= 4, (_, _) => LineMark.ByCommit);
            ledger.Take(change, patches[change.Sha], branch, true);
        }

        var fresh = clone.Lines("rev-list", $"{release.Start}..{release.End}").Select(graph.Find).ToHashSet();
        var counts = new Dictionary<string, IReadOnlyDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var path in ledger.Paths.Where(AiderRules.Counts))
        {
            var its = Authored(ledger.CommitsOf(path)!, graph).Where(fresh.Contains).GroupBy(c => authors[graph.Commits[c].Sha]).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
            if (its.Count > 0) counts[path] = its;
        }

        return counts;
    }

    /// <summary>A trivial line of a merge is known by its change only: it goes with the line above, else with the one below.</summary>
    private static IEnumerable<int> Authored(int[] commits, CommitGraph graph)
    {
        for (var i = 0; i < commits.Length; i++)
        {
            var it = commits[i];
            if (it >= 0 && graph.Commits[it].IsMerge)
            {
                if (i > 0 && commits[i - 1] >= 0) it = commits[i] = commits[i - 1];
                else if (i + 1 < commits.Length && commits[i + 1] >= 0) it = commits[i + 1];
            }

            yield return it;
        }
    }

    private void Report(string how, IReadOnlyList<Counts> found)
    {
        var pairs = releases.Zip(found).ToList();
        var files = pairs.SelectMany(p => p.First.Files.Keys.Union(p.Second.Keys).Select(f => (p.First.End, Path: f, Told: p.First.Files.GetValueOrDefault(f), Found: p.Second.GetValueOrDefault(f)))).ToList();
        say.Say($"{how}:");
        if (files.FindAll(f => !Same(f.Told, f.Found)) is { Count: <= MostShown } other)
        {
            foreach (var (end, path, told, its) in other) say.Say($"  {end} {path}: {told?.Values.Sum() ?? 0} lines told, {its?.Values.Sum() ?? 0} found");
        }

        say.Say($"  releases with the same lines by every author in every file {pairs.Count(p => p.First.Files.Count == p.Second.Count && p.First.Files.All(f => Same(f.Value, p.Second.GetValueOrDefault(f.Key))))}; files and releases {Figures.Of(files.Count(f => Same(f.Told, f.Found)), files.Count)}");
        say.Say($"  releases with the same number of lines {pairs.Count(p => p.First.Lines == p.Second.Values.Sum(f => f.Values.Sum()))}, with the same number of AI lines {pairs.Count(p => p.First.AiderLines == AiderRelease.Aider(p.Second))}");
        var (lines, ai) = (pairs.Sum(p => p.Second.Values.Sum(f => f.Values.Sum())), pairs.Sum(p => AiderRelease.Aider(p.Second)));
        say.Say($"  lines {lines:N0} of {releases.Sum(r => r.Lines):N0}, AI lines {ai:N0} of {releases.Sum(r => r.AiderLines):N0}");
        var off = pairs.Select(p => Math.Abs(Share(p.First.Files) - Share(p.Second))).Order().ToList();
        foreach (var (told, its) in pairs.OrderByDescending(p => Math.Abs(Share(p.First.Files) - Share(p.Second))).Take(3).Where(p => !Same(Totals(p.First.Files), Totals(p.Second))))
        {
            say.Say($"  furthest: {told.Start}..{told.End}: {told.AiderLines} of {told.Lines} AI lines told, {AiderRelease.Aider(its)} of {its.Values.Sum(f => f.Values.Sum())} found");
        }

        say.Say($"  AI share of a release, points away from the published one: median {off[off.Count / 2]:0.00}, 90th percentile {off[off.Count * 9 / 10]:0.00}, largest {off[^1]:0.00}; within one point {off.Count(o => o <= 1)}");
    }

    private static double Share(Counts files) => 100.0 * AiderRelease.Aider(files) / Math.Max(1, files.Values.Sum(f => f.Values.Sum()));

    private static Dictionary<string, int> Totals(Counts files) => files.Values.SelectMany(f => f).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Sum(a => a.Value), StringComparer.Ordinal);

    private static bool Same(IReadOnlyDictionary<string, int>? a, IReadOnlyDictionary<string, int>? b) => a is not null && b is not null && a.Count == b.Count && a.All(x => b.GetValueOrDefault(x.Key) == x.Value);
}
