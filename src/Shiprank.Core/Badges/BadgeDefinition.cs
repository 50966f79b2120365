namespace Shiprank.Core.Badges;

/// <summary>Who may hold a badge. Stored as smallint: values never change.</summary>
public enum HolderKind : short
{
    Person = 0,
    Team = 1,
    Repository = 2,
}

/// <summary>A badge: what it is called, who may hold it, and the one outcome that earns it. It has a milestone or a rate, never both.</summary>
public sealed record BadgeDefinition
{
    /// <summary>Lower-case words joined by hyphens: part of addresses.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>What it stands for, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What exactly earns it, in words: the text of the criteria of a credential.</summary>
    public required string Criteria { get; init; }

    public required IReadOnlyList<HolderKind> Holders { get; init; }

    public Milestone? Milestone { get; init; }

    public QuarterRate? Rate { get; init; }

    /// <summary>Days from the issue on; null: it never expires.</summary>
    public int? ExpiresAfterDays { get; init; }
}

/// <summary>What a milestone is reached with.</summary>
public enum MilestoneWork
{
    /// <summary>A change with a part of the holder's.</summary>
    Change,

    /// <summary>A change of the holder's that ended an incident which they had not caused.</summary>
    Mend,
}

/// <summary>A figure of one change, 0 … 1. None of them is an amount: an amount of anything is no outcome.</summary>
public enum ChangeFigure
{
    /// <summary>Eligible lines alive at the horizon ÷ eligible lines.</summary>
    LinesAlive,

    /// <summary>Old lines deleted ÷ (old lines deleted + eligible lines added).</summary>
    LinesRemoved,

    /// <summary>The holder's part of the change's size.</summary>
    OwnPart,

    /// <summary>What the change would be worth alone: S² / (S² + κ²) of the holder's part. It saturates.</summary>
    OwnNd,

    /// <summary>1 when the change itself states that an agent wrote part of it: git-ai note, agent's authorship or trailer.</summary>
    AgentStated,
}

public readonly record struct ChangeCondition(ChangeFigure Figure, decimal AtLeast);

/// <summary>
/// One change that stood: deployed, neither reverted nor rolled back nor linked to an incident for some days. Each holder has it once, with the
/// first change that does; it can't be repeated.
/// </summary>
/// <param name="StandingDays">From the deployment on; at least the policy's horizon is waited for.</param>
public sealed record Milestone(MilestoneWork Work, int StandingDays, IReadOnlyList<ChangeCondition> Where);

/// <summary>
/// Which days of a calendar quarter are bad ones. Every rate is bad days ÷ days with a delivery: more deployments, changes or lines on one
/// day are no more days.
/// </summary>
public enum DayFigure
{
    /// <summary>Something that reached production that day was reverted, rolled back or linked to an incident.</summary>
    FailedDays,

    /// <summary>Something that reached production that day was reverted, rolled back or replaced within the horizon.</summary>
    LostDays,

    /// <summary>As <see cref="FailedDays"/>, of changes of others that the holder had approved.</summary>
    ReviewedFailedDays,

    /// <summary>A change that reached production that day names no ticket with an owner, had no reviewer, or is gone.</summary>
    UnmanifestedDays,
}

/// <summary>What a rate has to be lower than.</summary>
public enum Baseline
{
    None,

    /// <summary>That of the holder's team in the same quarter; of a team that is too small, of the organisation.</summary>
    Team,

    Organisation,

    /// <summary>The holder's own of the quarter before.</summary>
    OwnPast,
}

/// <summary>A rate over a calendar quarter (UTC), judged when the horizon of its last day has passed.</summary>
/// <param name="AtMost">The highest rate that earns it.</param>
/// <param name="EvidenceDays">Days with a delivery below which nothing can be said, 1 … 60. More of them earn nothing.</param>
public sealed record QuarterRate(DayFigure Figure, decimal AtMost, int EvidenceDays)
{
    public Baseline Below { get; init; }

    /// <summary>The rate has to be below this part of the baseline's.</summary>
    public decimal Factor { get; init; } = 1;

    /// <summary>The 90 % intervals of the rate and of its baseline may not overlap.</summary>
    public bool Apart { get; init; }

    /// <summary>Normalised deployments per member and day may not be fewer than in the quarter before.</summary>
    public bool KeepsNd { get; init; }
}
