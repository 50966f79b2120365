namespace Shiprank.Sources.Git.Running;

/// <summary>How long a git process may stand still and how much memory it may take before it is ended.</summary>
/// <param name="Patience">While it is waited for, without output and without using the processor: a pipe in the place of a file, a dead network disk.</param>
/// <param name="Memory">Bytes of its own memory. A tree that names itself ten times on each of ten levels is a kilobyte on disk and ten billion files to a diff.</param>
internal sealed record GitLimits(TimeSpan Patience, long Memory)
{
    private const long LeastMemory = 1L << 30;

    public static readonly GitLimits Default = new(TimeSpan.FromMinutes(2), Math.Max(LeastMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4));
}
