using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score;

/// <summary>A window of UTC days, both ends in it (interfaces.md, section 3).</summary>
public readonly record struct ScoreWindow(DateOnly Since, DateOnly Until)
{
    /// <summary>The weeks that end on as-of's day.</summary>
    public static ScoreWindow Weeks(int weeks, DateTimeOffset asOf)
    {
        var end = DateOnly.FromDateTime(asOf.UtcDateTime);
        return new(end.AddDays(1 - (7 * weeks)), end);
    }

    public bool Has(DateOnly day) => day >= Since && day <= Until;

    public bool Has(DateTimeOffset at) => Has(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>Changes count on the day of their deployment, else on that of their merge.</summary>
    public bool Has(ScoredChange change) => Has(change.DeployedAt ?? change.MergedAt);
}

/// <summary>Sums of cells: ND, ND-AI as an interval, SCU.</summary>
public readonly record struct NdSum(decimal Nd, Share NdAi, decimal Scu)
{
    public static NdSum Of(IEnumerable<Cell> cells)
    {
        var sum = default(NdSum);
        foreach (var cell in cells) sum = new(sum.Nd + cell.Nd, sum.NdAi + (cell.Share * cell.Nd), sum.Scu + cell.Scu);
        return sum;
    }
}

/// <summary>Which team has a person's day: membership days are inclusive; of two teams at once the first listed has it (interfaces.md, section 3).</summary>
public sealed class TeamDays(OrganisationFile organisation)
{
    private readonly Dictionary<string, (string Team, DateOnly From, DateOnly To)[]> byPerson = organisation.Teams
        .SelectMany(t => t.Members.Select(m => (m.Person, Span: (t.Id, m.From ?? DateOnly.MinValue, m.To ?? DateOnly.MaxValue))))
        .GroupBy(x => x.Person, x => x.Span, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>The team's id; null for a person in no team that day.</summary>
    public string? Of(string person, DateOnly day)
    {
        if (!byPerson.TryGetValue(person, out var spans)) return null;
        foreach (var (team, from, to) in spans)
        {
            if (day >= from && day <= to) return team;
        }

        return null;
    }
}
