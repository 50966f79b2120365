namespace Shiprank.Core.Attribution.Spend;

/// <summary>A session that served a commit, as far as the commit's patch tells.</summary>
/// <param name="Files">Paths of the commit that the session edited.</param>
/// <param name="Lines">Path and text of each substantive added line of the session, as one 64-bit value; a line that stands twice counts once.</param>
/// <param name="InWindow">True when the window rule holds, whatever else links them.</param>
public sealed record CommitLink(SessionId Session, LinkEvidence Evidence, IReadOnlyList<string> Files, IReadOnlyList<ulong> Lines, bool InWindow);
