namespace Shiprank.Core.Delivery;

/// <summary>Lines <paramref name="First"/>…<paramref name="Last"/> (1-based, inclusive, in the commit's own tree) of a path, attested by a record.</summary>
/// <param name="Session">Key of the session as the record writes it: git-ai's (<c>s_…</c>, older ones hex alone) or the session's own id; empty for a human's or an unknown one.</param>
public readonly record struct AttestedRange(string Path, int First, int Last, bool Human, string Session);

/// <summary>What one recorder attests of a commit: its git-ai note (<c>refs/notes/ai</c>), test tools left out, which may be without ranges (the recorder ran); or the ranges of Agent Trace that its content proves.</summary>
public sealed record LineRecord(string Sha, IReadOnlyList<AttestedRange> Ranges);
