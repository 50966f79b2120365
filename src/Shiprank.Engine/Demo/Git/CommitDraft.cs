namespace Shiprank.Engine.Demo.Git;

/// <param name="Offset">Hours that the clock of who signs is ahead of UTC.</param>
internal readonly record struct Signature(string Name, string Email, DateTimeOffset At, int Offset)
{
    public override string ToString() => $"{Name} <{Email}> {At.ToUnixTimeSeconds()} +{Offset:00}00";
}

/// <summary>A commit as <c>git fast-import</c> wants it.</summary>
/// <param name="Branch">Full name of the ref.</param>
/// <param name="From">Mark of the first parent when the commit starts a branch; 0: the branch as it is.</param>
/// <param name="Merge">Mark of the second parent; 0: none.</param>
internal sealed record CommitDraft(string Branch, Signature Author, Signature Committer, string Message, int From = 0, int Merge = 0)
{
    public IReadOnlyList<(string Path, byte[] Content)> Files { get; init; } = [];

    public IReadOnlyList<(string From, string To)> Renamed { get; init; } = [];

    public IReadOnlyList<string> Deleted { get; init; } = [];
}

/// <summary>A commit that exists. <paramref name="Mark"/> names it within the import.</summary>
internal readonly record struct Made(int Mark, string Sha);
