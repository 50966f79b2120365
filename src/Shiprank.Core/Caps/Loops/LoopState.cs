namespace Shiprank.Core.Caps.Loops;

/// <summary>
/// What the loop detector remembers of one session. Its size is bounded: what is oldest is forgotten, and then counts as new once more. Arrays, because a
/// hook has no time to have anything else compiled.
/// </summary>
public sealed record LoopState
{
    public const int MostFiles = 4096;
    public const int MostWrites = 1024;
    public const int MostShapes = 256;

    public static readonly LoopState Empty = new();

    /// <summary>Shapes that were called since something new appeared, the one called last at the end.</summary>
    public ulong[] Shapes { get; init; } = [];

    /// <summary>How often each of <see cref="Shapes"/> was.</summary>
    public int[] Calls { get; init; } = [];

    /// <summary>Calls since something new appeared.</summary>
    public int SinceNew { get; init; }

    /// <summary>Files that were named, the oldest first.</summary>
    public ulong[] Files { get; init; } = [];

    /// <summary>Shapes of calls that change files, the oldest first.</summary>
    public ulong[] Writes { get; init; } = [];

    /// <summary>What failed last, and how often since it last went well.</summary>
    public ulong FailedKin { get; init; }

    public int Failures { get; init; }
}
