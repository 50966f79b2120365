namespace Shiprank.Core.Score.Board.Companions;

/// <summary>A change that was delivered in the window, over all its services: what the companions count.</summary>
/// <param name="StartedAt">Author time of its first commit.</param>
/// <param name="DeployedAt">Its first deployment.</param>
/// <param name="Eligible">Eligible added lines.</param>
/// <param name="Dead">Those that died within H.</param>
/// <param name="Defective">Reverted, rolled back or linked to an incident, live again or not.</param>
public readonly record struct DeliveredChange(DateTimeOffset StartedAt, DateTimeOffset DeployedAt, int Eligible, int Dead, bool Defective, bool ReviewKnown, bool Reviewed);

/// <summary>Spend in the window.</summary>
/// <param name="Usd">What is known of it.</param>
/// <param name="TiedUsd">The part whose fate is a shipped change.</param>
/// <param name="UnpricedResponses">Responses that have no price.</param>
public readonly record struct SpendFacts(decimal Usd, decimal TiedUsd, long UnpricedResponses);

/// <summary>One ISO week: people with at least one usage response, of the people employed in it.</summary>
public readonly record struct AdoptionWeek(int Users, int Employed);

/// <summary>What a group did in a window. A null list or value stands for a source that isn't there.</summary>
public sealed record CompanionFacts
{
    public required IReadOnlyList<DeliveredChange> Changes { get; init; }

    /// <summary>Of each delivering deployment, whether it failed within H.</summary>
    public required IReadOnlyList<bool> DeploymentFailures { get; init; }

    /// <summary>Of each request closed in the window, whether it was merged; null without request events.</summary>
    public IReadOnlyList<bool>? ClosedRequests { get; init; }

    /// <summary>Null when no usage source covers the group.</summary>
    public SpendFacts? Spend { get; init; }

    /// <summary>ΣND of the window.</summary>
    public required decimal Nd { get; init; }

    /// <summary>Null when no usage source covers the group.</summary>
    public IReadOnlyList<AdoptionWeek>? Adoption { get; init; }
}
