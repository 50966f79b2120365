namespace Shiprank.Core.Score.Board;

public enum GroupKind
{
    Team,

    /// <summary>One person; ranked only when they opted in.</summary>
    Person,
}

/// <summary>One ISO week of a group.</summary>
/// <param name="Monday">The week's first day, UTC.</param>
/// <param name="Nd">ΣND of its cells.</param>
/// <param name="NdAi">ΣND-AI of its cells.</param>
/// <param name="Engineers">Active engineer-weeks: people active in the week, each by the part of it that they belonged to the group.</param>
public sealed record GroupWeek(DateOnly Monday, decimal Nd, Share NdAi, decimal Engineers);

/// <summary>What a board ranks a group by (normalised-deployments.md, section 7).</summary>
public sealed record GroupSeries
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public GroupKind Kind { get; init; }

    /// <summary>People who belonged to the group in the window.</summary>
    public required int Members { get; init; }

    /// <summary>The whole ISO weeks of the series (<see cref="SeriesWeeks"/>), those without activity too.</summary>
    public required IReadOnlyList<GroupWeek> Weeks { get; init; }

    /// <summary>Sums over the window, the provisional days included.</summary>
    public required NdSum Total { get; init; }

    /// <summary>Cells in the window.</summary>
    public required int Cells { get; init; }

    /// <summary>Part of the work whose evidence is known, 0 … 1; null when there is no work.</summary>
    public decimal? Coverage { get; init; }

    /// <summary>A person's own wish to be on the board; not asked of teams.</summary>
    public bool OptedIn { get; init; }
}
