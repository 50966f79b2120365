namespace Shiprank.Core.Attribution.Spend;

/// <summary>A session that served a change.</summary>
/// <param name="Change">Sha of the change.</param>
/// <param name="Evidence">The strongest of its commits.</param>
/// <param name="MatchedFiles">Distinct files of the linked commits that the session edited.</param>
/// <param name="Commits">Shas of the linked commits, in the order of the graph.</param>
/// <param name="WindowCommits">Those of them that only the window links.</param>
public sealed record SessionLink(
    SessionId Session, string Repository, string Change, LinkEvidence Evidence, int MatchedFiles, IReadOnlyList<string> Commits, IReadOnlyList<string> WindowCommits);
