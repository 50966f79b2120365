namespace Shiprank.Core.Delivery;

/// <summary>Lines <paramref name="First"/>…<paramref name="Last"/> (1-based, inclusive, in the commit's own tree) of a path, attested by a record.</summary>
/// <param name="Session">Key of the session as the record writes it (<c>s_…</c> or legacy hex); empty for a human's.</param>
public readonly record struct AttestedRange(string Path, int First, int Last, bool Human, string Session);

/// <summary>A git-ai note of one commit (<c>refs/notes/ai</c>), test tools left out. A note without ranges is valid: the recorder ran.</summary>
public sealed record LineRecord(string Sha, IReadOnlyList<AttestedRange> Ranges);
