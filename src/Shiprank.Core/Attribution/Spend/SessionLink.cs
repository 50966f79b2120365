namespace Shiprank.Core.Attribution.Spend;

/// <summary>A session that served a change.</summary>
/// <param name="Change">Sha of the change.</param>
/// <param name="Evidence">The strongest of its commits.</param>
/// <param name="Files">Distinct files of the linked commits that the session edited.</param>
/// <param name="MatchedLines">Distinct substantive lines of the session that this change was the first to add.</param>
/// <param name="Commits">Shas of the linked commits, in the order of the graph.</param>
public sealed record SessionLink(
    SessionId Session, string Repository, string Change, LinkEvidence Evidence, IReadOnlyList<string> Files, int MatchedLines, IReadOnlyList<string> Commits)
{
    /// <summary>Part of a commit's lines that match a session which has nothing to do with it: the most that was measured (docs/concepts/validation.md).</summary>
    private const decimal ChanceMatches = 0.002m;

    /// <summary>
    /// How sure the link is, 0 … 1: certain for a recorded id; for lines the part of the matches that chance does not explain; null for the
    /// window, of which nothing is measured.
    /// </summary>
    /// <param name="added">Eligible lines of the change.</param>
    public decimal? Confidence(int added) => Evidence switch
    {
        LinkEvidence.Session or LinkEvidence.Note => 1,
        LinkEvidence.Content when MatchedLines > 0 => Math.Max(0, 1 - (ChanceMatches * added / MatchedLines)),
        _ => null,
    };
}

/// <summary>All links of all repositories, and what sessions wrote that no change contains.</summary>
/// <param name="All">In order of repository, change and session.</param>
/// <param name="Rest">By session with matched lines: different lines that it wrote into files which none of its changes touches; absent: none.</param>
public sealed record SessionLinks(IReadOnlyList<SessionLink> All, IReadOnlyDictionary<SessionId, int> Rest)
{
    public static readonly SessionLinks None = new([], new Dictionary<SessionId, int>());
}
