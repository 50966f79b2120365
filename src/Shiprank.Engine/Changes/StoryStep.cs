using Shiprank.Core.Attribution.Tickets;

namespace Shiprank.Engine.Changes;

/// <summary>What happened to a change at a moment.</summary>
public enum StoryStepKind
{
    TicketOpened,
    FirstCommit,
    RequestOpened,
    Approved,
    Merged,

    /// <summary>A roll-out with it that did not succeed.</summary>
    AttemptFailed,

    /// <summary>Its first deployment in a service.</summary>
    Deployed,
    IncidentOpened,
    IncidentClosed,

    /// <summary>A rollback took it out.</summary>
    RolledBack,

    /// <summary>A later deployment brought it back.</summary>
    LiveAgain,

    /// <summary>A later change took it out.</summary>
    Reverted,

    /// <summary>The first line that was lost to a revert came back.</summary>
    Restored,

    /// <summary>The end of the horizon, at which it is judged.</summary>
    Judged,
}

/// <summary>A step of a change's story.</summary>
/// <param name="Service">Null for what concerns no service.</param>
/// <param name="Id">Of the request, deployment, incident or ticket, or the sha of the change that reverted it; null when there is none.</param>
/// <param name="Person">Id of who opened, approved or owns; null when unknown.</param>
/// <param name="Severity">Of an incident, 1 (worst) … 5.</param>
public sealed record StoryStep(DateTimeOffset At, StoryStepKind Kind, string? Service = null, string? Id = null, string? Person = null, int? Severity = null);

/// <summary>What is known of a change besides its lines and its money.</summary>
/// <param name="Authors">Ids of the people in the splits of its commits, bytewise.</param>
/// <param name="Agents">Names that agents signed its commits with, distinct, bytewise.</param>
/// <param name="Commits">Commits that it brings: those of the branch of a merge, else its own.</param>
/// <param name="Tickets">Tickets that it or a session of its names, as they were when it was merged (for a session's alone: when that began).</param>
/// <param name="Reverts">Sha of the change that it takes out; null when it takes none out.</param>
/// <param name="Steps">In order of time.</param>
public sealed record ChangeBackground(
    IReadOnlyList<string> Authors, IReadOnlyList<string> Agents, int Commits, IReadOnlyList<TicketLink> Tickets, string? Reverts, IReadOnlyList<StoryStep> Steps)
{
    public static readonly ChangeBackground Unknown = new([], [], 0, [], null, []);
}
