using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Changes;

public enum ChangeSort
{
    /// <summary>The latest deployment, else merge, first.</summary>
    Date,

    /// <summary>The highest cost first; without any last.</summary>
    Cost,

    /// <summary>The most eligible lines first.</summary>
    Lines,
}

/// <summary>Which changes a list has. A change has to pass every filter that is set; of several values of one filter one is enough.</summary>
public sealed record ChangeFilter
{
    public IReadOnlySet<string> Repositories { get; init; } = new HashSet<string>();

    public IReadOnlySet<string> Services { get; init; } = new HashSet<string>();

    /// <summary>Ids of teams: one of its people had a part in the change, and was in the team on its day.</summary>
    public IReadOnlySet<string> Teams { get; init; } = new HashSet<string>();

    /// <summary>Ids of people.</summary>
    public IReadOnlySet<string> People { get; init; } = new HashSet<string>();

    public IReadOnlySet<ChangeFate> Fates { get; init; } = new HashSet<ChangeFate>();

    /// <summary>What is known of the AI part of its lines, as it is shown.</summary>
    public IReadOnlySet<Evidence> Evidence { get; init; } = new HashSet<Evidence>();

    /// <summary>How its sessions are known to belong to it, the strongest; <see cref="LinkEvidence.None"/>: no session is. What is not shown does not pass.</summary>
    public IReadOnlySet<LinkEvidence> Links { get; init; } = new HashSet<LinkEvidence>();

    /// <summary>USD; what has no known cost, or none that is shown, does not pass.</summary>
    public decimal? MinCost { get; init; }

    /// <summary>Day of deployment, else of merge (UTC), included.</summary>
    public DateOnly? Since { get; init; }

    public DateOnly? Until { get; init; }

    public bool Passes(ChangeRow change, TeamDays teams) =>
        Any(Repositories, change.Repository)
        && (Services.Count == 0 || change.Services.Any(s => Services.Contains(s.Service)))
        && (Teams.Count == 0 || change.Services.Any(s => s.Parts.Any(p => teams.Of(p.Person, Day(s.DeployedAt ?? s.MergedAt)) is { } team && Teams.Contains(team))))
        && (People.Count == 0 || change.People.Any(People.Contains))
        && Any(Fates, change.Main.Fate)
        && Any(Evidence, change.Evidence)
        && (Links.Count == 0 || (change.Hiding == 0 && Links.Contains(change.Link)))
        && (MinCost is not { } least || change.CostUsd >= least)
        && (Since is not { } since || Day(change.At) >= since)
        && (Until is not { } until || Day(change.At) <= until);

    private static bool Any<T>(IReadOnlySet<T> values, T value) => values.Count == 0 || values.Contains(value);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
