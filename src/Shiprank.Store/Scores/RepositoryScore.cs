using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;

namespace Shiprank.Store.Scores;

/// <summary>The part of a result that is about one repository, each list in the order of the result.</summary>
internal sealed record RepositoryScore(
    IReadOnlyList<ScoredChange> Changes, IReadOnlyList<Cell> Cells, IReadOnlyList<ScoredDeployment> Deployments, IReadOnlyList<ScoredService> Services, IReadOnlyList<SessionLink> Links)
{
    /// <summary>The parts by repository, in bytewise order of its name.</summary>
    public static SortedDictionary<string, RepositoryScore> Split(ScoreResult score)
    {
        var changes = score.Changes.ToLookup(c => c.Repository, StringComparer.Ordinal);
        var cells = score.Cells.ToLookup(c => c.Repository, StringComparer.Ordinal);
        var deployments = score.Deployments.ToLookup(d => d.Repository, StringComparer.Ordinal);
        var services = score.Services.ToLookup(s => s.Repository, StringComparer.Ordinal);
        var links = score.Links.All.ToLookup(l => l.Repository, StringComparer.Ordinal);
        var parts = new SortedDictionary<string, RepositoryScore>(StringComparer.Ordinal);
        foreach (var name in changes.Select(g => g.Key).Concat(cells.Select(g => g.Key)).Concat(deployments.Select(g => g.Key)).Concat(services.Select(g => g.Key)).Concat(links.Select(g => g.Key)))
        {
            if (!parts.ContainsKey(name)) parts.Add(name, new([.. changes[name]], [.. cells[name]], [.. deployments[name]], [.. services[name]], [.. links[name]]));
        }

        return parts;
    }

    /// <summary>The whole in the orders that <see cref="ScoreResult"/> promises.</summary>
    /// <param name="parts">In bytewise order of the repositories.</param>
    public static ScoreResult Join(ScoreRunBody run, IReadOnlyList<RepositoryScore> parts) => new()
    {
        Policy = run.Policy,
        AsOf = run.AsOf,
        Cells = [.. parts.SelectMany(p => p.Cells)
            .OrderBy(c => c.Service, StringComparer.Ordinal).ThenBy(c => c.Day).ThenBy(c => c.Person, StringComparer.Ordinal).ThenBy(c => c.Repository, StringComparer.Ordinal)],
        Changes = [.. parts.SelectMany(p => p.Changes)],
        Deployments = [.. parts.SelectMany(p => p.Deployments).OrderBy(d => d.Service, StringComparer.Ordinal)],
        Services = [.. parts.SelectMany(p => p.Services)],
        ActiveWeeks = run.ActiveWeeks,
        Links = new([.. parts.SelectMany(p => p.Links)], run.Rest),
        Problems = run.Problems,
    };
}
