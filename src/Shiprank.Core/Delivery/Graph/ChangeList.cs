using System.Globalization;

namespace Shiprank.Core.Delivery.Graph;

/// <summary>The changes of a repository up to as-of, oldest first, and the ways to find one.</summary>
public sealed class ChangeList
{
    private readonly CommitGraph graph;
    private readonly int[] changeOfCommit;
    private readonly Dictionary<int, List<int>> byRequest = [];
    private readonly Dictionary<ulong, List<int>> byTitle = [];

    private ChangeList(CommitGraph graph, IReadOnlyList<RequestEvent> requests)
    {
        this.graph = graph;
        changeOfCommit = new int[graph.Commits.Count];
        Array.Fill(changeOfCommit, -1);
        All = Build(requests);
    }

    public IReadOnlyList<Change> All { get; }

    /// <param name="graph">The commits, bounded by as-of.</param>
    /// <param name="requests">Requests of this repository.</param>
    public static ChangeList Of(CommitGraph graph, IReadOnlyList<RequestEvent> requests) => new(graph, requests);

    /// <summary>The commits whose patches a score needs, in the order in which it needs them: branch commits before their merge. The parent is null for a root.</summary>
    /// <param name="from">The first change whose patches are needed.</param>
    public IEnumerable<(string Sha, string? Parent)> PatchOrder(int from = 0)
    {
        foreach (var change in All.Skip(from))
        {
            foreach (var commit in change.BranchCommits) yield return Pair(commit);
            yield return Pair(change.Commit);
        }
    }

    /// <summary>The change that is the commit or brings it in; −1 when there is none.</summary>
    public int OfCommit(int commit) => commit < 0 ? -1 : changeOfCommit[commit];

    /// <summary>The change with this very sha (or a unique prefix of it); −1 when there is none.</summary>
    public int Find(string sha)
    {
        var commit = graph.Find(sha);
        var change = OfCommit(commit);
        return change >= 0 && All[change].Commit == commit ? change : -1;
    }

    /// <summary>The latest change before <paramref name="before"/> that merges request <paramref name="number"/>; −1 when there is none.</summary>
    public int WithRequest(int number, int before) => Latest(byRequest.GetValueOrDefault(number), before);

    /// <summary>The latest change before <paramref name="before"/> with this title (its own or its request's); −1 when there is none.</summary>
    public int WithTitle(ulong title, int before) => Latest(byTitle.GetValueOrDefault(title), before);

    private static int Latest(List<int>? changes, int before)
    {
        if (changes is null) return -1;
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (changes[i] < before) return changes[i];
        }

        return -1;
    }

    private (string Sha, string? Parent) Pair(int commit)
    {
        var it = graph.Commits[commit];
        return (it.Sha, it.Parents.Count > 0 ? it.Parents[0] : null);
    }

    private List<Change> Build(IReadOnlyList<RequestEvent> requests)
    {
        var byMergeSha = new Dictionary<int, RequestEvent>();
        var byNumber = new Dictionary<int, RequestEvent>();
        var line = graph.Line.ToHashSet();
        // Two requests may claim one commit: the one opened last has it, in whatever order they were read.
        foreach (var request in requests.OrderBy(r => r.OpenedAt).ThenBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Source, StringComparer.Ordinal))
        {
            if (request.MergeSha is { } sha && graph.Find(sha) is var commit && line.Contains(commit)) byMergeSha[commit] = request;
            if (int.TryParse(request.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) byNumber[number] = request;
        }

        var absorbed = new bool[graph.Commits.Count];
        var all = new List<Change>(graph.Line.Count);
        for (var k = 0; k < graph.Line.Count; k++)
        {
            var index = graph.Line[k];
            var commit = graph.Commits[index];
            var branch = Absorb(k, index, absorbed);
            var request = byMergeSha.GetValueOrDefault(index);
            if (request is null && commit.Message.Request is { } named && byNumber.TryGetValue(named, out var found) && !byMergeSha.ContainsValue(found)) request = found;
            int? requestNumber = request is not null && int.TryParse(request.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : commit.Message.Request;
            var change = new Change(k, index, commit.Sha, graph.Times[k], branch, request, requestNumber);
            all.Add(change);
            if (requestNumber is { } number) Add(byRequest, number, k);
            Add(byTitle, commit.Message.Title, k);
            if (request is not null && request.Title != commit.Message.Title) Add(byTitle, request.Title, k);
        }

        return all;
    }

    /// <summary>Marks what the change adds to the default branch and returns its non-merge branch commits, oldest first.</summary>
    private List<int> Absorb(int change, int index, bool[] absorbed)
    {
        var parents = graph.Parents(index);
        absorbed[index] = true;
        changeOfCommit[index] = change;
        var branch = new List<int>();
        for (var p = 0; p < parents.Count; p++)
        {
            // The first parent's history is absorbed already, save on the oldest change of a line that was cut.
            if (p == 0 && change > 0) continue;
            graph.Walk(parents[p], commit =>
            {
                if (absorbed[commit]) return false;
                absorbed[commit] = true;
                if (p == 0) return true;
                changeOfCommit[commit] = change;
                if (!graph.Commits[commit].IsMerge) branch.Add(commit);
                return true;
            });
        }

        branch.Sort((a, b) => graph.Commits[a].CommittedAt.CompareTo(graph.Commits[b].CommittedAt) is var order && order != 0 ? order : a.CompareTo(b));
        return branch;
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> index, TKey key, int change)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list)) index[key] = list = [];
        list.Add(change);
    }
}
