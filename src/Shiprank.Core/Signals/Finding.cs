namespace Shiprank.Core.Signals;

/// <summary>What one rule found about one subject at a moment. The same facts give the same finding, in whatever order they were read.</summary>
public sealed record Finding
{
    /// <summary><see cref="SignalRule.Id"/>.</summary>
    public required string Rule { get; init; }

    public required SignalSubject Subject { get; init; }

    /// <summary>Tells several of one rule and subject apart that are questions of their own (a run, a job's month, a ring); empty: there is but one at a time.</summary>
    public string Episode { get; init; } = "";

    /// <summary>Others whom the evidence is about and who see it as its subject does (the members of a ring); the subject's id apart.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>First and last UTC day of what was seen.</summary>
    public required DateOnly First { get; init; }

    public required DateOnly Last { get; init; }

    /// <summary>Spend that the question is about, USD; null: none of it is priced, or no spend is in question.</summary>
    public decimal? AtStakeUsd { get; init; }

    /// <summary>
    /// How sure the rule is that an honest person would not look like this, (0, 1): one less the rate at which honest ones did in the proof, or the test's own p. It orders
    /// questions; it is no probability of guilt.
    /// </summary>
    public required decimal Confidence { get; init; }

    /// <summary>A few words for this case: <c>deps-refresh calls the same thing 2,300 times an hour</c>. No name of a person.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence with the figures.</summary>
    public required string Seen { get; init; }

    public required IReadOnlyList<SignalEvidence> Evidence { get; init; }

    /// <summary>What to draw beside it; null: nothing.</summary>
    public SignalSeries? Series { get; init; }

    /// <summary>Responses that it questions, so that the board of activity can leave them out: a person's days; empty: all days from <see cref="First"/> to <see cref="Last"/>.</summary>
    public IReadOnlyList<DateOnly> Days { get; init; } = [];
}

/// <param name="What">A label: <c>Near-duplicates</c>.</param>
/// <param name="Value">With its unit, its parts and what it is compared with: <c>97 % (11,684 of 12,010 prompts); the organisation has 4 %</c>.</param>
/// <param name="Change">Where it is a change: repository and commit, so that it can be opened.</param>
public sealed record SignalEvidence(string What, string Value, (string Repository, string Sha)? Change = null);

/// <param name="Unit"><c>calls an hour</c>, <c>USD a day</c>, …</param>
public sealed record SignalSeries(string Name, string Unit, IReadOnlyList<SignalPoint> Points);

/// <param name="At">As the axis names it: <c>2026-11-10</c>, <c>10 Nov 01:00</c>, <c>Mon 03</c>.</param>
public readonly record struct SignalPoint(string At, decimal Value);
