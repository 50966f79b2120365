using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Bench.Public;

/// <summary>A clone of a public repository that the product is tried on: read as the product reads it, and asked what only the trial wants to know.</summary>
internal sealed class PublicClone
{
    private readonly GitPlace place;

    private PublicClone(GitPlace place, GitRepository git, GitHistory reading) => (this.place, Git, History, Reading) = (place, git, reading.History, reading);

    public static TextHasher Hasher { get; } = new(1, 2);

    private static MessageReader Messages { get; } = new(Hasher, "[A-Z][A-Z0-9]+-[0-9]+");

    public GitRepository Git { get; }

    public RepositoryHistory History { get; }

    public GitHistory Reading { get; }

    /// <exception cref="InvalidOperationException">There is no such clone, or it can't be read.</exception>
    public static PublicClone Open(string path)
    {
        var git = GitRepository.Open(path, "public", null).Value;
        var asked = new GitPlace(path, path).Ask(["rev-parse", "--absolute-git-dir"], CancellationToken.None);
        var place = new GitPlace(path, asked.Succeeded ? asked.Value.TrimEnd('\n') : Path.Combine(path, ".git"));
        return new(place, git, git.ReadHistory(Messages.Read, [], CancellationToken.None).Value);
    }

    /// <summary>Lines of what a git command prints.</summary>
    /// <exception cref="InvalidOperationException">Git failed.</exception>
    public IReadOnlyList<string> Lines(params string[] arguments) => Text(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="InvalidOperationException">Git failed.</exception>
    public string Text(params string[] arguments) => place.Ask(arguments, CancellationToken.None).Value;

    /// <summary>Blobs by path of a tree-ish, in git's order.</summary>
    public IEnumerable<(string Path, string Blob)> Tree(string name)
    {
        foreach (var entry in Text("ls-tree", "-r", "-z", name).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = entry.Split([' ', '\t'], 4);
            yield return (words[3], words[2]);
        }
    }

    public BlobReader Blobs() => BlobReader.Start(place, CancellationToken.None).Value;

    /// <summary>Commits of a revision range with their parents and full messages, in git's order.</summary>
    public IEnumerable<RawCommit> Log(params string[] revisions)
    {
        foreach (var entry in Text(["log", "-z", "--format=%H%n%P%n%at%n%ct%n%B", .. revisions]).Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = entry.Split('\n', 5);
            yield return new(fields[0], fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[2])), DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[3])), fields[4]);
        }
    }

    /// <summary>Facts of a message as the product reads it.</summary>
    public static MessageFacts Facts(string message) => Messages.Read(message);

    /// <summary>Patches of commits against their first parents, in order.</summary>
    /// <exception cref="InvalidOperationException">Git could not go on.</exception>
    public IEnumerable<CommitPatch> Patches(IEnumerable<Commit> commits) => Patches(commits.Select(c => new PatchRequest(c.Sha, c.Parents.Count > 0 ? c.Parents[0] : null)));

    /// <inheritdoc cref="Patches(IEnumerable{Commit})"/>
    public IEnumerable<CommitPatch> Patches(IEnumerable<PatchRequest> requests)
    {
        using var stream = Git.ReadPatches(requests, Hasher, CancellationToken.None);
        while (stream.TryRead(out var patch)) yield return patch;
        if (stream.Problem is { } problem) throw new InvalidOperationException(problem.ToString());
    }
}

/// <summary>A commit with its text, which only a trial looks at.</summary>
internal sealed record RawCommit(string Sha, string[] Parents, DateTimeOffset AuthoredAt, DateTimeOffset CommittedAt, string Message)
{
    public bool IsMerge => Parents.Length > 1;

    public PatchRequest Patch => new(Sha, Parents is [var first, ..] ? first : null);
}
