namespace Shiprank.Core.Delivery;

public enum ReviewState : short
{
    Approved = 0,
    ChangesRequested = 1,
    Commented = 2,

    /// <summary>Taken back by its author or by a maintainer.</summary>
    Dismissed = 3,

    /// <summary>The forge was asked, and nobody had reviewed.</summary>
    None = 4,
}

/// <summary>
/// One review of a request. Forges tell of it apart from the request, in any order; <see cref="EventLog"/> folds it into the request's
/// approvals. Any review, and <see cref="ReviewState.None"/> too, makes the request's reviews known.
/// </summary>
/// <param name="Request">The request's number.</param>
/// <param name="Person">Empty for <see cref="ReviewState.None"/>.</param>
public sealed record ReviewEvent(string Source, string Id, string Repository, string Request, string Person, ReviewState State, DateTimeOffset At);

/// <summary>Changes and a deployment that were found to have caused an incident of the same source, told after the incident itself.</summary>
/// <param name="Incident">The incident's id.</param>
public sealed record IncidentLinkEvent(string Source, string Id, string Incident, IReadOnlyList<string> Changes, string? Deployment, DateTimeOffset At);

/// <summary>A branch or tag that moved on the forge.</summary>
/// <param name="Ref">The whole name: <c>refs/heads/main</c>, <c>refs/tags/v1.2.0</c>.</param>
/// <param name="Before">Null when the ref is new.</param>
/// <param name="After">The commit (of an annotated tag the one it names, where that is told); null when the ref was deleted.</param>
/// <param name="Forced">Commits that were on the branch no longer are.</param>
/// <param name="DefaultBranch">The ref is the repository's default branch.</param>
public sealed record PushEvent(string Source, string Id, string Repository, string Ref, string? Before, string? After, bool Forced, bool DefaultBranch, DateTimeOffset At);

/// <summary>A release of a forge, drafts apart: it names a tag that has to be in the clone.</summary>
public sealed record ReleaseEvent(string Source, string Id, string Repository, string Tag, bool Prerelease, bool Deleted, DateTimeOffset At);
