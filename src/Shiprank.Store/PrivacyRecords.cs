namespace Shiprank.Store;

/// <summary>What somebody said about showing their row.</summary>
/// <param name="By">As the audit log names actors.</param>
public sealed record Consent(string Person, DateTimeOffset At, bool Shares, string By);

/// <summary>One of the names by which a forgotten person would come back.</summary>
/// <param name="Mark">Keyed hash of it, 64 lower-case hex digits.</param>
/// <param name="Pseudonym">What they are called since.</param>
public sealed record Erasure(string Mark, string Pseudonym, DateTimeOffset At);

/// <summary>That somebody asked whose pseudonym this is.</summary>
/// <param name="ApprovedBy">Null while nobody else agreed.</param>
public sealed record Reveal(string Pseudonym, string AskedBy, DateTimeOffset AskedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt);
