using Shiprank.Core.Attribution.Spend;

namespace Shiprank.Core.Signals.Delivery;

/// <summary>
/// What rules about changes, requests, reviews, deployments and tickets look at: what was merged, rolled out and spent in a window that ends at the
/// moment of the facts. Ids, counts and times; people by id, files and lines by numbers. Rules give the same findings in whatever order the lists are.
/// </summary>
public sealed record DeliveryFacts
{
    public static readonly DeliveryFacts None = new();

    /// <summary>Days after its merge within which lines of a change that its own author took out again are counted as rework.</summary>
    public const int ReworkDays = 14;

    /// <summary>First and last UTC day that is looked at.</summary>
    public DateOnly From { get; init; }

    public DateOnly Until { get; init; }

    /// <summary>Merged in the window.</summary>
    public IReadOnlyList<ChangeFact> Changes { get; init; } = [];

    /// <summary>Roll-outs of the window that are known as such: merges that stand for one are not among them.</summary>
    public IReadOnlyList<RollOutFact> RollOuts { get; init; } = [];

    /// <summary>Opened in the window.</summary>
    public IReadOnlyList<IncidentFact> Incidents { get; init; } = [];

    /// <summary>Opened in the window and owned by somebody.</summary>
    public IReadOnlyList<TicketFact> Tickets { get; init; } = [];

    /// <summary>What people used on each day, by fate; usage of nobody known is absent.</summary>
    public IReadOnlyList<SpendFact> Spend { get; init; } = [];

    public IReadOnlyList<ThresholdFact> Thresholds { get; init; } = [];

    /// <summary>Addresses of one person under which commits bear others' names.</summary>
    public IReadOnlyList<IdentityFact> Identities { get; init; } = [];

    /// <summary>The last team of each person in the window; who was in none is absent.</summary>
    public IReadOnlyDictionary<string, string> Teams { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a person used on a UTC day that had one fate, with a human before the session or without.</summary>
/// <param name="Usd">Of what has a price; null: nothing of it has one.</param>
public readonly record struct SpendFact(string Person, DateOnly Day, bool Autonomous, SpendFate Fate, long Responses, decimal? Usd);

/// <param name="Sha">What was rolled out.</param>
/// <param name="Delivered">Changes that reached the service with it.</param>
/// <param name="Failed">It or something that it delivered had to be mended.</param>
/// <param name="TakenOut">Changes that it takes out of production.</param>
public sealed record RollOutFact(string Repository, string Service, string Id, string Sha, DateTimeOffset At, RollOutKind Kind, int Delivered, bool Failed, IReadOnlyList<string> TakenOut);

public enum RollOutKind : short
{
    /// <summary>It brings commits that the service did not run yet, whether they touch it or not.</summary>
    Delivery = 0,

    /// <summary>Back to what ran before.</summary>
    Rollback = 1,

    /// <summary>What ran already.</summary>
    Again = 2,
}

/// <param name="Service">Null: it names none.</param>
/// <param name="FirstSeverity">1 (worst) … 5, as it was told first.</param>
/// <param name="Severity">As it stands.</param>
/// <param name="Changes">Shas that it blames.</param>
/// <param name="Deployment">Roll-out that it blames; null: it names none.</param>
public sealed record IncidentFact(string Id, string? Service, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, int FirstSeverity, int Severity, IReadOnlyList<string> Changes, string? Deployment);

/// <param name="Key">As changes name it.</param>
/// <param name="Owner">A person's id.</param>
/// <param name="ClosedAt">Null while it is open.</param>
public sealed record TicketFact(string Key, string Owner, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>A line that is published, and where those stand who could cross it.</summary>
/// <param name="Name">What it is of: a badge's id.</param>
/// <param name="Unit"><c>days of evidence</c>.</param>
/// <param name="Values">One of each who could, whole units; nobody is named.</param>
public sealed record ThresholdFact(string Name, string Unit, int Threshold, IReadOnlyList<int> Values);

/// <param name="Person">Whose address it is, by the organisation file.</param>
/// <param name="Names">Different people of the organisation whose name stands at commits under it, its owner apart.</param>
/// <param name="Commits">Those commits, the latest first, a few of them.</param>
/// <param name="Foreign">How many there are in the window.</param>
/// <param name="All">Commits of the window under the address.</param>
public sealed record IdentityFact(string Person, int Names, int Foreign, int All, IReadOnlyList<(string Repository, string Sha, DateTimeOffset At)> Commits);
