namespace Shiprank.Core.Score;

/// <summary>Adds up cells: S, ND, SCU and the AI share of a person's day in a service (normalised-deployments.md, section 5).</summary>
internal static class CellBuilder
{
    public static IReadOnlyList<Cell> Build(IEnumerable<ScoredChange> changes, Policy policy)
    {
        var cells = changes
            .Where(c => c is { DeployedAt: not null, Quality: > 0 })
            .SelectMany(c => c.Parts.Select(p => (Change: c, Part: p, Size: c.Quality!.Value * p.Size)))
            .Where(x => x.Size > 0)
            .GroupBy(x => (x.Change.Repository, x.Change.Service, Day: DateOnly.FromDateTime(x.Change.DeployedAt!.Value.UtcDateTime), x.Part.Person))
            .Select(g => Build(g.Key.Repository, g.Key.Service, g.Key.Day, g.Key.Person, [.. g], policy));
        return [.. cells.OrderBy(c => c.Service, StringComparer.Ordinal).ThenBy(c => c.Day).ThenBy(c => c.Person, StringComparer.Ordinal).ThenBy(c => c.Repository, StringComparer.Ordinal)];
    }

    private static Cell Build(string repository, string service, DateOnly day, string person, IReadOnlyList<(ScoredChange Change, PersonPart Part, decimal Size)> of, Policy policy)
    {
        var (sum, share, provisional) = (0m, default(Share), false);
        foreach (var (change, part, size) in of)
        {
            sum += size;
            share += part.Share * size;
            provisional |= change.Provisional;
        }

        var s = Math.Min(sum, policy.SizeCap);
        var nd = s * s / ((s * s) + (policy.Kappa * policy.Kappa));
        return new(repository, service, day, person, s, nd, s / (2 * policy.Kappa), share / sum, provisional, [.. of.Select(x => x.Change.Sha)]);
    }
}
