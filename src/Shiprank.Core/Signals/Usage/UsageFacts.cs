namespace Shiprank.Core.Signals.Usage;

/// <summary>What rules about usage look at: every person's use of agents in a window, that of people at work and that of runs by themselves apart.</summary>
public sealed record UsageFacts
{
    /// <summary>Days that are looked at: long enough for a habit, short enough that a question is about now.</summary>
    public const int WindowDays = 28;

    public static readonly UsageFacts None = new();

    /// <summary>First UTC day that is looked at.</summary>
    public DateOnly From { get; init; }

    /// <summary>The day after the last.</summary>
    public DateOnly Until { get; init; }

    /// <summary>By kind and id of the subject, people at work before runs. One that used nothing in the window is not there.</summary>
    public IReadOnlyList<UsageSubject> Subjects { get; init; } = [];
}
