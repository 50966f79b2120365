namespace Shiprank.Core.Delivery;

/// <summary>Name and address as git records them, mailmap applied.</summary>
public readonly record struct GitIdentity(string Name, string Email);

/// <summary>A commit without its patch. Times are UTC instants; the message is reduced to facts (no text is kept).</summary>
public sealed record Commit(
    string Sha,
    IReadOnlyList<string> Parents,
    GitIdentity Author,
    DateTimeOffset AuthoredAt,
    GitIdentity Committer,
    DateTimeOffset CommittedAt,
    MessageFacts Message)
{
    public bool IsMerge => Parents.Count > 1;
}

/// <summary>A release tag candidate: any tag. <paramref name="At"/> is the tagger's time, else the commit's committer time.</summary>
public sealed record GitTag(string Name, string Sha, DateTimeOffset At);
