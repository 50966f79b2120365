namespace Shiprank.Core.Access;

/// <summary>Something that has to be accounted for.</summary>
/// <param name="Actor">As <see cref="Viewer.Actor"/> has it.</param>
/// <param name="Action">Lower case, words joined by dots: <c>person.viewed</c>, <c>token.made</c>, <c>settings.changed</c>, <c>sign-in.failed</c>.</param>
/// <param name="About">Id of the person whom it concerns, who may read it; null: nobody in particular.</param>
/// <param name="Detail">Ids and counts, never what somebody typed: a path, a token's prefix, a key of the settings.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string? About, string Detail);

/// <summary>An entry as it stands in the log.</summary>
/// <param name="Number">From 1, without a gap.</param>
/// <param name="Hash">SHA-256 over the hash before it and this entry, 64 lower-case hex digits.</param>
public sealed record AuditRecord(long Number, AuditEntry Entry, string Hash);
