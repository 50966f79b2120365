namespace Shiprank.Core.Delivery;

/// <summary>What a commit message says that a score or a link needs; ids, hashes and addresses, no prose.</summary>
public sealed record MessageFacts
{
    public static readonly MessageFacts None = new();

    /// <summary>Keyed hash of the subject without a trailing <c> (#N)</c> and without the blanks at its ends.</summary>
    public ulong Title { get; init; }

    /// <summary>N of a trailing <c> (#N)</c> or of <c>Merge pull request #N</c>; null when neither stands in the subject.</summary>
    public int? Request { get; init; }

    /// <summary>Branch in <c>Merge pull request #N from owner/branch</c>, without the owner; empty when there is none.</summary>
    public string MergedBranch { get; init; } = "";

    /// <summary>Set when the subject is a revert's (section 4); null for all other commits.</summary>
    public RevertSubject? Revert { get; init; }

    /// <summary>Sha of <c>This reverts commit …</c> anywhere in the message, lower case, ≥ 7 digits; empty when there is none.</summary>
    public string RevertsSha { get; init; } = "";

    /// <summary>N of a line <c>Reverts …#N</c>.</summary>
    public int? RevertsRequest { get; init; }

    /// <summary>Shas of <c>Fixes: sha</c> lines, lower case, ≥ 7 digits, in order, distinct.</summary>
    public IReadOnlyList<string> Fixes { get; init; } = [];

    /// <summary>Sha of <c>(cherry picked from commit …)</c>, the last one; empty when there is none.</summary>
    public string CherryPickedFrom { get; init; } = "";

    /// <summary>Co-authors named in trailers on any line of the message, in order.</summary>
    public IReadOnlyList<GitIdentity> CoAuthors { get; init; } = [];

    /// <summary>Session ids named in trailers, with the tool that the trailer belongs to.</summary>
    public IReadOnlyList<SessionMark> Sessions { get; init; } = [];

    public MessageMarks Marks { get; init; }

    /// <summary>Ticket keys in the message, in order of appearance, distinct, upper case; then references to issues (<c>#12</c>), the request's own apart.</summary>
    public IReadOnlyList<string> Tickets { get; init; } = [];
}

/// <summary>A session id in a trailer: <c>Copilot-Session</c> (copilot), <c>Claude-Session</c> (claude-code), <c>Amp-Thread-ID</c> (amp), <c>Agent-Logs-Url</c> (copilot), <c>Entire-Checkpoint</c> (entire).</summary>
public readonly record struct SessionMark(string Tool, string Id);

/// <summary>
/// A revert's subject, peeled once. <paramref name="QuotedTitle"/> is the hash of the quoted title (a trailing (#N) apart),
/// <paramref name="QuotedRequest"/> the N of that (#N). <paramref name="Quoted"/> is the quoted title itself read as a revert, null when it is none.
/// <c>Reapply "X"</c> reads as <c>Revert "Revert "X""</c>.
/// </summary>
public sealed record RevertSubject(ulong QuotedTitle, int? QuotedRequest, RevertSubject? Quoted);

[Flags]
public enum MessageMarks : short
{
    None = 0,

    /// <summary>A generated-by footer of an agent: as good as an agent's co-author trailer.</summary>
    AgentFooter = 1,

    /// <summary><c>Made-with: Cursor</c>: weak.</summary>
    MadeWithCursor = 2,

    /// <summary>Copilot Autofix or code-quality bot among the co-authors: weak.</summary>
    Autofix = 4,
}
