using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Signals;

/// <summary>Finds addresses of one person under which commits bear the name of another. Names that several people of the organisation have tell nothing.</summary>
internal static class IdentityFinder
{
    private const int Shown = 10;

    public static IReadOnlyList<IdentityFact> Of(Standing standing, ScoreWindow window)
    {
        var organisation = standing.Workspace.Organisation;
        var people = organisation.People.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var names = organisation.People.Where(p => p.Name.Length > 0).GroupBy(p => p.Name.Trim(), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().Id, StringComparer.OrdinalIgnoreCase);
        var commits = new Dictionary<string, (string Person, List<(string Repository, Commit Commit, string? Foreign)> All)>(StringComparer.OrdinalIgnoreCase);
        foreach (var repository in organisation.Repositories.Select(r => r.Name))
        {
            if (standing.Index.Repository(repository) is not { } known) continue;
            foreach (var commit in known.Graph.Commits.Where(c => window.Has(c.AuthoredAt)))
            {
                var owner = standing.Workspace.People.Of(commit.Author);
                if (!owner.IsPerson || !people.Contains(owner.Id)) continue;
                if (!commits.TryGetValue(commit.Author.Email, out var its)) commits[commit.Author.Email] = its = (owner.Id, []);
                its.All.Add((repository, commit, names.TryGetValue(commit.Author.Name.Trim(), out var named) && named != owner.Id ? named : null));
            }
        }

        return [.. commits.Values.Where(c => c.All.Exists(a => a.Foreign is not null)).OrderBy(c => c.Person, StringComparer.Ordinal).Select(Fact)];
    }

    private static IdentityFact Fact((string Person, List<(string Repository, Commit Commit, string? Foreign)> All) address)
    {
        var foreign = address.All.Where(a => a.Foreign is not null).OrderByDescending(a => a.Commit.AuthoredAt).ThenBy(a => a.Commit.Sha, StringComparer.Ordinal).ToList();
        return new(
            address.Person, foreign.Select(f => f.Foreign).Distinct(StringComparer.Ordinal).Count(), foreign.Count, address.All.Count,
            [.. foreign.Take(Shown).Select(f => (f.Repository, f.Commit.Sha, f.Commit.AuthoredAt))]);
    }
}
