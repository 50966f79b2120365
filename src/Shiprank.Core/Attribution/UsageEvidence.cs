namespace Shiprank.Core.Attribution;

/// <summary>What usage tells about commits: who was metered when, and who is covered by a source.</summary>
public sealed class UsageEvidence
{
    public static readonly UsageEvidence Empty = new(new Dictionary<string, IReadOnlyList<DateTimeOffset>>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));

    private static readonly TimeSpan Before = TimeSpan.FromHours(24);
    private readonly Dictionary<string, DateTimeOffset[]> metered;

    /// <param name="metered">Instants of metered responses by person, in any order, none later than as-of.</param>
    /// <param name="covered">People whom a usage source names.</param>
    public UsageEvidence(IReadOnlyDictionary<string, IReadOnlyList<DateTimeOffset>> metered, IReadOnlySet<string> covered)
    {
        this.metered = metered.ToDictionary(p => p.Key, p => p.Value.Order().ToArray(), StringComparer.Ordinal);
        Covered = covered;
    }

    public IReadOnlySet<string> Covered { get; }

    /// <summary>True when the person has metered usage in the 24 h before the moment (both ends inside).</summary>
    public bool IsMeteredBefore(string person, DateTimeOffset moment)
    {
        if (!metered.TryGetValue(person, out var times)) return false;
        var at = Array.BinarySearch(times, moment - Before);
        if (at < 0) at = ~at;
        return at < times.Length && times[at] <= moment;
    }

    /// <summary>True when a source names the person or usage of theirs is not later than the moment.</summary>
    public bool Covers(string person, DateTimeOffset moment) =>
        Covered.Contains(person) || (metered.TryGetValue(person, out var times) && times.Length > 0 && times[0] <= moment);
}
