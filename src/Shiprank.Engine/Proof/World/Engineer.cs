using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Proof.World;

/// <summary>Kinds of honest people; the last six look unusual and are not.</summary>
internal enum Archetype
{
    Ordinary,

    /// <summary>Burns many times the tokens of others, for work that ships.</summary>
    HeavyUser,
    NightShift,

    /// <summary>Reviews all day and commits nothing.</summary>
    Reviewer,

    /// <summary>Clears old code away.</summary>
    Deleter,

    /// <summary>Comes in the middle of the window.</summary>
    Newcomer,

    /// <summary>Works in bursts on week-ends.</summary>
    OpenSource,
}

/// <summary>One made-up engineer.</summary>
internal sealed record Engineer
{
    /// <summary>In the whole world, from 0.</summary>
    public required int Index { get; init; }

    public required Archetype Archetype { get; init; }

    /// <summary>True value a week, 1 is the median. No board sees it.</summary>
    public required double Value { get; init; }

    public required double RequestsAWeek { get; init; }

    /// <summary>Median of eligible lines of a change.</summary>
    public required double Lines { get; init; }

    /// <summary>1 is usual: failures and rework are in inverse proportion.</summary>
    public required double Care { get; init; }

    public required bool UsesAgents { get; init; }

    /// <summary>Hour (UTC) at which the day begins.</summary>
    public required int From { get; init; }

    public required DateOnly Joined { get; init; }

    public string Id => FormattableString.Invariant($"engineer-{Index:000}");

    public GitIdentity Identity => new(Id, $"{Id}@example.com");
}
