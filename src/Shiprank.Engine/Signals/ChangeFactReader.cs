using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>The changes of one repository that were merged in a window, as rules see them.</summary>
internal sealed class ChangeFactReader(Standing standing, RepositoryEntry repository, CommitGraph graph, ChangeList changes, FileNumbers files)
{
    private static readonly string[] LockFiles = [".lock", "package-lock.json", "pnpm-lock.yaml", "npm-shrinkwrap.json", "go.sum"];

    private readonly PathRules paths = new(standing.Workspace.Organisation, repository);
    private readonly AgentMarks marks = new(standing.Workspace.People, graph, standing.History(repository.Name)?.LineRecords ?? []);

    /// <summary>In order of time.</summary>
    public List<ChangeFact> Read(IStore store, ScoreWindow window, CancellationToken cancel)
    {
        var facts = new List<ChangeFact>();
        foreach (var change in changes.All.Where(c => window.Has(c.At)))
        {
            var scored = standing.Index.Changes[(repository.Name, change.Sha)].ToList();
            if (scored.Count > 0) facts.Add(Fact(change, scored));
        }

        var rework = new OwnRework(TimeSpan.FromDays(DeliveryFacts.ReworkDays), standing.Workspace.Policy.MinAlnum, files, paths.IsExcluded);
        var at = 0;
        foreach (var patch in store.ReadPatches(repository.Name, [.. facts.Select(f => f.Sha)], cancel))
        {
            var fact = facts[at];
            rework.Take(patch, fact.Author, fact.IsUndoing, fact.MergedAt);
            facts[at++] = fact with { Files = [.. patch.Files.Select(f => files.Of(f.NewPath ?? f.OldPath!)).Distinct().Order()], Beside = Beside(patch) };
        }

        return facts.ConvertAll(f => rework.Of(f.Sha) is var (lines, own) ? f with { Lines = lines, OwnRework = own } : f);
    }

    private ChangeFact Fact(Change change, List<ScoredChange> scored)
    {
        var parts = scored.SelectMany(s => s.Parts).Where(p => p.Person != Party.Unattributed && !ErasedPeople.IsOne(p.Person)).GroupBy(p => p.Person, StringComparer.Ordinal)
            .Select(g => (Person: g.Key, Size: g.Sum(p => p.Size), Credit: g.Sum(p => p.Credit))).OrderByDescending(p => p.Size).ThenByDescending(p => p.Credit).ThenBy(p => p.Person, StringComparer.Ordinal).ToList();
        List<string> people = [.. parts.Select(p => p.Person).Order(StringComparer.Ordinal)];
        var links = standing.Index.Links[(repository.Name, change.Sha)];
        var main = scored.OrderByDescending(s => s.Eligible).ThenBy(s => s.Service, StringComparer.Ordinal).First();
        return new()
        {
            Repository = repository.Name,
            Sha = change.Sha,
            Author = parts.Count > 0 ? parts[0].Person : null,
            People = people,
            MergedAt = change.At,
            StartedAt = main.StartedAt,
            OpenedAt = change.Request?.OpenedAt,
            Request = change.RequestNumber,
            Eligible = scored.Sum(s => s.Eligible),
            Deleted = scored.Sum(s => s.Deleted),
            Tickets = [.. standing.Tickets.Of(repository.Name, graph, change).Select(t => t.Key)],
            ReviewKnown = main.ReviewKnown,
            Approvals = Approvals(change, people),
            Claims = marks.Of(change),
            MatchedLines = links.Sum(l => l.MatchedLines),
            Metered = links.Any(),
            Reverts = main.Reverts,
            RevertedBy = [.. scored.SelectMany(s => s.RevertedBy).Select(r => r.Sha).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Fate = main.Fate,
        };
    }

    private List<ApprovalFact> Approvals(Change change, List<string> people) =>
    [
        .. (change.Request?.Approvals ?? []).Where(a => a.At <= change.At).Select(a => (Who: standing.Workspace.People.Named(a.Person), a.At))
            .Where(a => a.Who.IsPerson && !ErasedPeople.IsOne(a.Who.Id) && !people.Contains(a.Who.Id))
            .GroupBy(a => a.Who.Id, StringComparer.Ordinal).Select(g => new ApprovalFact(g.Key, g.Min(a => a.At))).OrderBy(a => a.At).ThenBy(a => a.Person, StringComparer.Ordinal),
    ];

    private int Beside(CommitPatch patch) => patch.Files
        .Where(f => paths.IsExcluded(f.NewPath ?? f.OldPath!, f.NewPath is null ? f.OldTraits : f.NewTraits) && !LockFiles.Any(l => (f.NewPath ?? f.OldPath!).EndsWith(l, StringComparison.OrdinalIgnoreCase)))
        .Sum(f => f.Lines.Length);
}
