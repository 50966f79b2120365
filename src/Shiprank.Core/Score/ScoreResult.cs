using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score.Dora;

namespace Shiprank.Core.Score;

/// <summary>What became of a change in a service (interfaces.md, section 3). Stored as smallint: values never change.</summary>
public enum ChangeFate : short
{
    Live = 0,
    Reverted = 1,
    RolledBack = 2,

    /// <summary>Merged, not deployed.</summary>
    Merged = 3,

    /// <summary>Deployed, had eligible lines, none of them alive at the horizon.</summary>
    Dead = 4,

    /// <summary>Live before the first deployment known.</summary>
    Baseline = 5,
}

/// <summary>Why a quality is less than 1. The order is that of the document.</summary>
[Flags]
public enum QualityReasons : short
{
    None = 0,
    Revert = 1,
    Reverted = 2,
    RolledBack = 4,
    Incident = 8,
    Unreviewed = 16,
}

/// <summary>A person's part of a change in a service: size and AI share of their own lines.</summary>
/// <param name="Credit">Share of the change's size (of its eligible lines when the size is 0), 0 … 1.</param>
/// <param name="Size">Alive lines + the weight of copies · copied lines + δ · deleted lines of theirs.</param>
public sealed record PersonPart(string Person, decimal Credit, decimal Size, Share Share);

/// <summary>One change in one service, judged at its horizon or at as-of, whichever comes first.</summary>
public sealed record ScoredChange
{
    public required string Sha { get; init; }

    public required string Repository { get; init; }

    public required string Service { get; init; }

    /// <summary>Mode that delivered it: the service's; trunk for what an auto service's baseline contains.</summary>
    public required DeploymentMode Mode { get; init; }

    public required DateTimeOffset MergedAt { get; init; }

    /// <summary>First deployment in the service; null while there is none.</summary>
    public DateTimeOffset? DeployedAt { get; init; }

    /// <summary>Lines, unweighted.</summary>
    public int Eligible { get; init; }

    public int Alive { get; init; }

    public int Deleted { get; init; }

    /// <summary>Lines of copied blocks that are alive at the horizon and would be eligible if they were new; 0 where the policy looks for no blocks.</summary>
    public int Copied { get; init; }

    /// <summary>Eligible lines alive by days after the deployment, not beyond as-of; the horizon's point is <see cref="Alive"/>. Empty while not deployed.</summary>
    public IReadOnlyList<SurvivalPoint> Survival { get; init; } = [];

    /// <summary>0 … 1; null while it is not delivered.</summary>
    public decimal? Quality { get; init; }

    public QualityReasons Reasons { get; init; }

    /// <summary>By person id in bytewise order; empty for a change by bots alone.</summary>
    public required IReadOnlyList<PersonPart> Parts { get; init; }

    public Share Share { get; init; }

    public Evidence Evidence { get; init; }

    public ChangeFate Fate { get; init; }

    /// <summary>True when as-of is earlier than the horizon.</summary>
    public bool Provisional { get; init; }

    /// <summary>Facts for the companions: what happened by the horizon, live again or not.</summary>
    public bool WasReverted { get; init; }

    public bool WasRolledBack { get; init; }

    public bool HasIncident { get; init; }

    public bool ReviewKnown { get; init; }

    public bool Reviewed { get; init; }

    /// <summary>Author time of its first commit (of the branch commits of a merge, the earliest).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Request number, when known.</summary>
    public int? Request { get; init; }

    /// <summary>When its request was opened; null when no event tells. A forge that squashes writes the time of the merge into the commit: then this is earlier.</summary>
    public DateTimeOffset? RequestedAt { get; init; }

    /// <summary>Sha of the change that it takes out by its subject; null when it is no revert or resolves to none.</summary>
    public string? Reverts { get; init; }

    /// <summary>Changes that took it out, by subject or by content, in order of time.</summary>
    public IReadOnlyList<RevertedBy> RevertedBy { get; init; } = [];
}

/// <summary>A change that takes another one out.</summary>
/// <param name="RestoredAt">When the first line that was lost to it came back; null while none did.</param>
public sealed record RevertedBy(string Sha, DateTimeOffset At, DateTimeOffset? RestoredAt);

/// <summary>The work of one person that first reached production in one service on one UTC day (normalised-deployments.md, section 5).</summary>
/// <param name="S">0 &lt; S ≤ size cap.</param>
/// <param name="Nd">S² / (S² + κ²), 0 … 1.</param>
/// <param name="Scu">S / (2κ).</param>
/// <param name="Share">AI share over the person's own lines.</param>
/// <param name="Changes">Shas of the changes that contribute, in order.</param>
public sealed record Cell(string Repository, string Service, DateOnly Day, string Person, decimal S, decimal Nd, decimal Scu, Share Share, bool Provisional, IReadOnlyList<string> Changes);

/// <summary>A deployment of a service and how it went.</summary>
/// <param name="Delivered">Changes delivered that touch the service.</param>
/// <param name="Failed">Rolled back (a retry within the retry hours apart), delivered a reverted or incident-linked change, or has an incident of its own, within H.</param>
/// <param name="People">Authors of the delivered changes.</param>
public sealed record ScoredDeployment(string Repository, string Service, string Id, string Sha, DateTimeOffset At, DeploymentKind Kind, int Delivered, bool Failed, IReadOnlyList<string> People)
{
    /// <summary>Shas of the delivered changes that touch the service, in their order.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Shas of the changes that it rolls back and that touch the service.</summary>
    public IReadOnlyList<string> TakenOut { get; init; } = [];

    /// <summary>Shas of changes that an earlier rollback took out and that run again with it.</summary>
    public IReadOnlyList<string> BroughtBack { get; init; } = [];

    /// <summary>True for a merge that counts as its own deployment: no roll-out of it is known.</summary>
    public bool OnMerge { get; init; }

    /// <summary>What ended its failure; null while nothing did, and when it did not fail.</summary>
    public Restoration? Restored { get; init; }

    public ReworkReasons Rework { get; init; }
}

/// <summary>A service that was scored.</summary>
/// <param name="Mode">The mode in force: never auto.</param>
/// <param name="FirstDeployment">The first roll-out known; null where merges stand for deployments.</param>
public sealed record ScoredService(string Repository, string Name, DeploymentMode Mode, DateTimeOffset? FirstDeployment);

/// <summary>Everything scored, whatever its day; windows select from it.</summary>
public sealed record ScoreResult
{
    public required Policy Policy { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Ordered by service, day, person.</summary>
    public required IReadOnlyList<Cell> Cells { get; init; }

    /// <summary>Ordered by repository, change, service.</summary>
    public required IReadOnlyList<ScoredChange> Changes { get; init; }

    /// <summary>Ordered by service, in the order of the service.</summary>
    public required IReadOnlyList<ScoredDeployment> Deployments { get; init; }

    /// <summary>In the order of repositories and of their services.</summary>
    public IReadOnlyList<ScoredService> Services { get; init; } = [];

    /// <summary>Active ISO weeks (Mondays, UTC) by person from merged changes and reviews; usage is added by who knows it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ActiveWeeks { get; init; }

    /// <summary>Which session served which change.</summary>
    public SessionLinks Links { get; init; } = SessionLinks.None;

    /// <summary>What could not be placed: deployments of unknown commits, incidents of unknown changes.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
}
