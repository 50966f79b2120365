namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>Who a range is from.</summary>
internal enum TraceAuthor
{
    Unknown,
    Human,
    Ai,
    Mixed,
}

/// <summary>One range of a trace record. Its place is a hint: writers that don't know it put 1–1 or 1–n.</summary>
/// <param name="Revision">Commit that was checked out when it was written: the parent of the commit that the lines went into, or that commit itself.</param>
/// <param name="At">Null when the record has no time.</param>
/// <param name="Tool">Tool id; empty when unknown.</param>
/// <param name="Path">From the repository's root.</param>
/// <param name="Session">Id of the conversation; empty when unknown.</param>
/// <param name="First">1-based; 0 when the record names no range.</param>
/// <param name="Last">Inclusive.</param>
/// <param name="Hash">Murmur3 of the range's text; null when there is none (or one by another function), which proves nothing.</param>
internal sealed record TraceEntry(string Revision, DateTimeOffset? At, string Tool, string Path, TraceAuthor Author, string Session, int First, int Last, uint? Hash);
