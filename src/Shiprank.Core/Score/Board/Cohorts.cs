namespace Shiprank.Core.Score.Board;

/// <summary>How much somebody uses agents: days a week with at least one response.</summary>
public enum UseCohort
{
    None,

    /// <summary>Less than one day a week.</summary>
    Light,

    /// <summary>One day a week or more.</summary>
    Moderate,

    /// <summary>Three days a week or more.</summary>
    Heavy,
}

/// <summary>People by how much they use agents, in groups that may be shown.</summary>
public static class Cohorts
{
    public const decimal FromModerate = 1;
    public const decimal FromHeavy = 3;

    /// <param name="days">Days with a response.</param>
    /// <param name="weeks">Weeks that the person belonged to the organisation in; more than 0.</param>
    public static UseCohort Of(int days, decimal weeks) => (days / weeks) switch
    {
        0 => UseCohort.None,
        < FromModerate => UseCohort.Light,
        < FromHeavy => UseCohort.Moderate,
        _ => UseCohort.Heavy,
    };

    /// <summary>Groups of neighbours, each of at least <paramref name="least"/> people; a cohort that is too small goes to its smaller neighbour.</summary>
    /// <returns>Empty cohorts are absent; empty when all together are too few.</returns>
    public static IReadOnlyList<IReadOnlyList<UseCohort>> Grouped(IReadOnlyDictionary<UseCohort, int> people, int least)
    {
        List<(List<UseCohort> Which, int People)> groups = [.. Enum.GetValues<UseCohort>().Select(c => (new List<UseCohort> { c }, people.GetValueOrDefault(c))).Where(g => g.Item2 > 0)];
        while (groups.Count > 1 && groups.FindIndex(g => g.People < least) is >= 0 and var small)
        {
            var to = small == 0 ? 1 : small == groups.Count - 1 || groups[small - 1].People <= groups[small + 1].People ? small - 1 : small + 1;
            var (first, second) = (Math.Min(small, to), Math.Max(small, to));
            groups[first] = ([.. groups[first].Which, .. groups[second].Which], groups[first].People + groups[second].People);
            groups.RemoveAt(second);
        }

        return groups.Count == 0 || groups[0].People < least ? [] : [.. groups.Select(IReadOnlyList<UseCohort> (g) => g.Which)];
    }
}
