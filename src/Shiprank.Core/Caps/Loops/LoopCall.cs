namespace Shiprank.Core.Caps.Loops;

/// <summary>A call of a tool as the loop detector sees it: keyed hashes, never what was written.</summary>
/// <param name="Shape">Of the tool and its whole input, normalised: the same call again has the same one.</param>
/// <param name="Kin">Of the tool and what it runs, without the rest of its input: a try with another flag has the same one.</param>
/// <param name="Files">Of each file that it names.</param>
/// <param name="Writes">It changes files: one that was not made before is work, also on a file that is known.</param>
public sealed record LoopCall(ulong Shape, ulong Kin, ulong[] Files, bool Writes);

/// <summary>What is done about a run that repeats itself, from the mildest to the strongest.</summary>
public enum LoopLevel
{
    None = 0,
    Warn = 1,
    Slow = 2,
    Stop = 3,
}

public enum LoopKind
{
    /// <summary>One call, again and again.</summary>
    Same = 0,

    /// <summary>A few calls in turn.</summary>
    Cycle = 1,

    /// <summary>A call that fails and is tried again.</summary>
    Errors = 2,

    /// <summary>Many calls, and no file that was not known before.</summary>
    NothingNew = 3,
}

/// <param name="Calls">How many there were, this one included; of errors those that failed.</param>
/// <param name="Limit">From how many on it is warned of.</param>
public readonly record struct LoopFinding(LoopLevel Level, LoopKind Kind, int Calls, int Limit);
