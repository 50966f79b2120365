using System.Diagnostics;
using System.Globalization;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Score;
using Shiprank.Sources.Git;
using Shiprank.Store;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench push REPOSITORY [CHANGES [ROUNDS]]</c>: a history without its last changes scored whole, through the store; then these pushed
/// and scored, against <c>git log -p -U0</c> of them and against scoring whole again. Each round starts from a copy of the data file.
/// </summary>
internal static class PushTrial
{
    private static readonly InstallationKey Key = new(1, 2);

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench push REPOSITORY [CHANGES [ROUNDS]]");
            return 2;
        }

        var changes = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 10;
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("shiprank-push-").FullName;
        try
        {
            Measure(arguments[0], changes, rounds, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string path, int changes, int rounds, string folder)
    {
        var trial = new Trial(path);
        var before = Rewound(trial.History, changes);
        var (first, whole) = (Path.Combine(folder, "first.duckdb"), default(ScoreResult)!);
        var pushed = Patches(trial.History).Except(Patches(before)).ToList();
        using (var store = Open(first))
        {
            Print($"stored {trial.Store(store, Patches(before))} patches");
            store.SaveHistory(before);
            Step("score whole, no checkpoints", () => Score(store, trial.AsOf, kept: false));
            Step("score whole, checkpoints kept", () => Score(store, trial.AsOf));
            Step("score again, nothing new", () => Score(store, trial.AsOf));
            Print($"checkpoints after {string.Join(", ", store.Checkpoints("trial").Select(c => c.Changes).Order())} changes");
            store.ReplaceResults(Score(store, trial.AsOf), []);
        }

        for (var round = 0; round < rounds; round++)
        {
            var file = Path.Combine(folder, $"{round}.duckdb");
            File.Copy(first, file);
            Print($"push of {trial.History.FirstParents.Count - before.FirstParents.Count} changes ({pushed.Count} patches), round {round + 1}");
            Step("git log -p -U0 of the push", () => trial.GitAlone(pushed));
            using var store = Open(file);
            Step("read the push from git, store it", () => trial.Store(store, pushed));
            Step("save the history", () => store.SaveHistory(trial.History));
            ScoreResult score = null!;
            Step("score the push", () => score = Score(store, trial.AsOf));
            Step("keep the results", () => store.ReplaceResults(score, []));
            if (round == 0) Same(whole = Score(store, trial.AsOf, kept: false), score);
        }
    }

    private static ScoreResult Score(DuckStore store, DateTimeOffset asOf, bool kept = true) => ScoreEngine.Compute(new()
    {
        Organisation = Trial.Organisation,
        Histories = [store.ReadHistory("trial")!],
        Patches = (repository, commits) => store.ReadPatches(repository, [.. commits.Select(c => c.Sha)]),
        AsOf = asOf,
        Checkpoints = kept
            ? new()
            {
                List = store.Checkpoints,
                Read = (repository, name) => store.ReadCheckpoint(repository, name),
                Save = (repository, checkpoint) => store.SaveCheckpoint(repository, checkpoint),
                Drop = (repository, names) => store.DropCheckpoints(repository, names),
            }
            : null,
    });

    private static void Same(ScoreResult whole, ScoreResult push)
    {
        var same = whole.Cells.Count == push.Cells.Count && whole.Cells.Zip(push.Cells).All(p => p.First with { Changes = [] } == p.Second with { Changes = [] });
        Print($"{whole.Cells.Count} cells, {(same ? "the same as scored whole" : "NOT THE SAME as scored whole")}");
    }

    /// <summary>The history as it was before its last changes: without them and everything that was built on them.</summary>
    private static RepositoryHistory Rewound(RepositoryHistory history, int changes)
    {
        string[] line = [.. history.FirstParents.SkipLast(changes)];
        var parents = history.Commits.ToDictionary(c => c.Sha, c => c.Parents, StringComparer.Ordinal);
        var gone = Reached(history.FirstParents[^1], parents);
        gone.ExceptWith(Reached(line[^1], parents));
        foreach (var commit in history.Commits)
        {
            if (commit.Parents.Any(gone.Contains)) gone.Add(commit.Sha);
        }

        return history with { Commits = [.. history.Commits.Where(c => !gone.Contains(c.Sha))], FirstParents = line, Tags = [.. history.Tags.Where(t => !gone.Contains(t.Sha))] };
    }

    private static HashSet<string> Reached(string head, Dictionary<string, IReadOnlyList<string>> parents)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([head]);
        while (open.TryPop(out var sha))
        {
            if (!parents.TryGetValue(sha, out var its) || !reached.Add(sha)) continue;
            foreach (var parent in its) open.Push(parent);
        }

        return reached;
    }

    private static List<(string Sha, string? Parent)> Patches(RepositoryHistory history) =>
        [.. ChangeList.Of(Core.Delivery.Graph.CommitGraph.Of(history, DateTimeOffset.MaxValue), []).PatchOrder()];

    private static DuckStore Open(string path) => DuckStore.Open(path, TimeProvider.System, () => Key).Value;

    private static void Step(string what, Action work)
    {
        var (allocated, cpu, watch) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        work();
        Print($"  {what,-34} {watch.Elapsed.TotalMilliseconds,8:0} ms wall {(Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds,8:0} ms own CPU {(GC.GetTotalAllocatedBytes() - allocated) / 1e6,8:0.0} MB allocated");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
