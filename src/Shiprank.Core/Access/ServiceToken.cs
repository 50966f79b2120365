namespace Shiprank.Core.Access;

/// <summary>A service token as it is kept: what it is itself was shown once and is nowhere.</summary>
/// <param name="Id">What people see of it: <c>shp_</c> and its first six signs.</param>
/// <param name="Name">What it is for, as its maker named it.</param>
/// <param name="Hash">SHA-256 of the whole token, 64 lower-case hex digits.</param>
/// <param name="Person">Whose usage it sends; null: a machine's.</param>
/// <param name="MadeBy">As <see cref="Viewer.Actor"/> has it.</param>
public sealed record ServiceToken(string Id, string Name, string Hash, Scopes Scopes, string? Person, string MadeBy, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt)
{
    public const string Prefix = "shp_";

    public DateTimeOffset? UsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public bool IsGood(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    /// <summary>Who asks with it.</summary>
    public Viewer Viewer => new() { Actor = $"token:{Id}", Person = Person, Scopes = Scopes };
}

/// <summary>Somebody who is signed in.</summary>
/// <param name="Hash">SHA-256 of what their cookie holds, 64 lower-case hex digits.</param>
/// <param name="Person">Id in the organisation file; empty for this machine's administrator.</param>
/// <param name="Granted">Roles that groups of the identity provider gave.</param>
public sealed record SignedIn(string Hash, string Person, Roles Granted, DateTimeOffset BegunAt, DateTimeOffset EndsAt);
