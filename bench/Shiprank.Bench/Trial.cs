using System.Diagnostics;
using Shiprank.Core;
using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;
using Shiprank.Store;
using CommitGraph = Shiprank.Core.Delivery.Graph.CommitGraph;

namespace Shiprank.Bench;

/// <summary>One repository, read and scored without configuration or store: what the trials on public histories start from.</summary>
internal sealed class Trial
{
    private static readonly TextHasher Hasher = new(1, 2);
    private readonly GitRepository git;

    private readonly string path;

    public Trial(string path)
    {
        this.path = path;
        git = GitRepository.Open(path, "trial", null).Value;
        var messages = new MessageReader(Hasher, "[A-Z][A-Z0-9]+-[0-9]+");
        var reading = git.ReadHistory(messages.Read, [], CancellationToken.None).Value;
        (History, Warnings) = (reading.History, reading.Warnings);
        AsOf = History.Commits.Max(c => c.CommittedAt);
    }

    public RepositoryHistory History { get; }

    public IReadOnlyList<Problem> Warnings { get; }

    public DateTimeOffset AsOf { get; }

    public static OrganisationFile Organisation => new()
    {
        Name = "Trial",
        Repositories = [new() { Name = "trial", Services = [new("trial", [], null, "production", DeploymentMode.Auto)] }],
    };

    public ScoreResult Score(Policy? policy = null) =>
        ScoreEngine.Compute(new() { Organisation = Organisation, Histories = [History], Patches = (_, commits) => Patches(commits), Policy = policy ?? Policy.One, AsOf = AsOf });

    /// <summary>Follows lines as <c>git blame</c> does: no moves, no restores.</summary>
    public LineLedger Follow()
    {
        var graph = CommitGraph.Of(History, AsOf);
        var changes = ChangeList.Of(graph, []);
        var ledger = Ledger(changes.All, moves: false);
        var next = 0;
        foreach (var patch in Patches([.. changes.All.Select(c => (c.Sha, graph.Commits[c.Commit].Parents is [var parent, ..] ? parent : null))]))
        {
            ledger.Take(changes.All[next++], patch, null, true);
        }

        return ledger;
    }

    /// <summary>A ledger without restores, for which nothing counts or is excluded.</summary>
    public static LineLedger Ledger(IReadOnlyList<Change> changes, bool moves) => new(changes, LedgerRules.LinesAlone with { Moves = moves, Restores = false });

    public static (double Wall, double Cpu, double PeakMb) Measured(Action work)
    {
        using var self = Process.GetCurrentProcess();
        var (wall, cpu) = (Stopwatch.StartNew(), self.TotalProcessorTime);
        work();
        self.Refresh();
        return (wall.Elapsed.TotalSeconds, (self.TotalProcessorTime - cpu).TotalSeconds, self.PeakWorkingSet64 / 1e6);
    }

    /// <summary>Reads patches from git into a store. Returns how many were new.</summary>
    public int Store(DuckStore store, IReadOnlyList<(string Sha, string? Parent)> commits) => store.AddPatches("trial", Patches(commits));

    /// <summary>The same commits, diffed by git alone, to nowhere.</summary>
    public void GitAlone(IReadOnlyList<(string Sha, string? Parent)> commits) => GitPass.GitAlone(path, commits.Select(c => c.Sha));

    private IEnumerable<CommitPatch> Patches(IReadOnlyList<(string Sha, string? Parent)> commits)
    {
        using var stream = git.ReadPatches(commits.Select(c => new PatchRequest(c.Sha, c.Parent)), Hasher, CancellationToken.None);
        while (stream.TryRead(out var patch)) yield return patch;
        if (stream.Problem is { } problem) throw new InvalidOperationException(problem.ToString());
    }
}
