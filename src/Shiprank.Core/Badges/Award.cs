namespace Shiprank.Core.Badges;

/// <summary>Stored as smallint: values never change.</summary>
public enum AwardState : short
{
    Earned = 0,
    Expired = 1,

    /// <summary>Its evidence was reverted, rolled back, or is told otherwise now.</summary>
    Revoked = 2,
}

/// <summary>Stored as smallint: values never change.</summary>
public enum EvidenceKind : short
{
    Change = 0,
    Incident = 1,
}

/// <summary>What an award rests on.</summary>
/// <param name="Repository">Empty for an incident.</param>
/// <param name="Id">Sha of a change, id of an incident.</param>
/// <param name="At">When it reached production, or was opened.</param>
public sealed record AwardEvidence(EvidenceKind Kind, string Repository, string Id, DateTimeOffset At);

/// <summary>Why an award holds no more.</summary>
/// <param name="At">When that happened.</param>
/// <param name="Repository">Of the change in <paramref name="By"/>.</param>
/// <param name="By">Sha of the change that took the evidence out, id of the deployment that rolled it back; null: the facts are told otherwise.</param>
public sealed record Revocation(DateTimeOffset At, string Reason, string? Repository, string? By);

/// <summary>Bad days ÷ days of a quarter, and those of what it was compared with.</summary>
public sealed record AwardRate(int Bad, int Days, int BaselineBad, int BaselineDays);

/// <summary>A badge that somebody has, or had.</summary>
public sealed record Award
{
    public required string Badge { get; init; }

    public required HolderKind Kind { get; init; }

    /// <summary>Id of the person or team, name of the repository.</summary>
    public required string Holder { get; init; }

    /// <summary>What it was earned with: a quarter (<c>2026-Q2</c>) or a change (<c>shop@sha</c>). With badge and holder it is the award's identity.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required AwardState State { get; init; }

    /// <summary>Set when it is revoked.</summary>
    public Revocation? Revoked { get; init; }

    /// <summary>In the order of time; of a quarter the changes that reached production in it.</summary>
    public required IReadOnlyList<AwardEvidence> Evidence { get; init; }

    /// <summary>Null for a milestone.</summary>
    public AwardRate? Rate { get; init; }

    /// <summary>Equal keys are one award, in whatever state.</summary>
    public string Key => $"{Badge}|{(short)Kind}|{Holder}|{Subject}";
}
