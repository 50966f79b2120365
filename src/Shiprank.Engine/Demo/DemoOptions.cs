namespace Shiprank.Engine.Demo;

/// <summary>What the demo organisation looks like. The same options give the same bytes and the same git shas on every machine.</summary>
public sealed record DemoOptions
{
    /// <summary>The last day of the demo unless another is asked for: a Sunday, constant, so that the figures don't move.</summary>
    public static readonly DateOnly DefaultEnd = new(2026, 9, 27);

    /// <summary>The last day of the history (UTC, included).</summary>
    public DateOnly End { get; init; } = DefaultEnd;

    /// <summary>Weeks of history that end with <see cref="End"/>; 1 to 104.</summary>
    public int Weeks { get; init; } = 26;

    /// <summary>People in the eight teams; 16 to 60. Who games a score is there at any size, the honest cast by and by: all of it from 49 people on.</summary>
    public int People { get; init; } = 60;

    /// <summary>Names another organisation of the same shape.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The moment to evaluate the demo at: the last second of its last day.</summary>
    public DateTimeOffset AsOf => new(End.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero);

    /// <summary>The first moment of the history.</summary>
    public DateTimeOffset Start => new(End.AddDays(1 - (7 * Weeks)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The week (counted from 0) in which the team that adopts late starts to use agents: 18 of 26.</summary>
    public int LateWeek => Weeks * 18 / 26;

    /// <summary>The moment <paramref name="week"/> weeks after the start.</summary>
    internal DateTimeOffset Week(int week) => Start.AddDays(7 * week);

    internal DateOnly Day(int week) => DateOnly.FromDateTime(Week(week).UtcDateTime);
}
