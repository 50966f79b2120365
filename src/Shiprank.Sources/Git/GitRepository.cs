using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git;

/// <summary>A local clone, bare or not, read through the git CLI. Nothing is written to it and nothing is fetched.</summary>
public sealed class GitRepository
{
    private readonly GitPlace place;

    private GitRepository(GitPlace place, string name, string head, bool shallow) => (this.place, Name, Head, IsShallow) = (place, name, head, shallow);

    public string Name { get; }

    /// <summary>The commit that the default branch pointed to when the repository was opened; all reading starts there.</summary>
    public string Head { get; }

    /// <summary>History is cut off: its oldest commits look like roots.</summary>
    public bool IsShallow { get; }

    /// <param name="defaultBranch">A local branch, else one of <c>origin</c>; null for what HEAD points to.</param>
    public static Result<GitRepository> Open(string path, string name, string? defaultBranch)
    {
        var full = Path.GetFullPath(path);
        if (!Directory.Exists(full)) return new Problem(path, 0, "the folder does not exist", "clone the repository there or correct its path");
        var found = GitPlace.Ask(GitProcess.Start(path, full, gitDir: null, ["rev-parse", "--absolute-git-dir"], feed: null, CancellationToken.None));
        if (!found.Succeeded) return found.Problem;
        var place = new GitPlace(path, found.Value.TrimEnd('\n'));
        var shallow = place.Ask(["rev-parse", "--is-shallow-repository"], CancellationToken.None);
        if (!shallow.Succeeded) return shallow.Problem;
        string[] names = defaultBranch is null ? ["HEAD"] : [$"refs/heads/{defaultBranch}", $"refs/remotes/origin/{defaultBranch}"];
        var resolved = ObjectNames.Commits(place, names, CancellationToken.None);
        if (!resolved.Succeeded) return resolved.Problem;
        if (resolved.Value.FirstOrDefault(sha => sha is not null) is { } head) return new GitRepository(place, name, head, shallow.Value.StartsWith("true", StringComparison.Ordinal));
        return defaultBranch is null
            ? new Problem(path, 0, "HEAD points to no commit", "name the branch to read as default_branch")
            : new Problem(path, 0, $"there is no branch {defaultBranch}", "correct default_branch, or fetch the branch");
    }

    /// <summary>
    /// Every commit reachable from the default branch's head, from tags and from <paramref name="deployed"/>, parents before children; tags; git-ai notes; patch-ids
    /// where a tag or deployment lies off the default branch.
    /// </summary>
    /// <param name="messages">Reduces a commit message (subject and body) to facts; the text is not kept.</param>
    /// <param name="deployed">Shas of deployments, whole or cut to ≥ 7 digits; one that the clone lacks becomes a warning.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Result<GitHistory> ReadHistory(Func<string, MessageFacts> messages, IEnumerable<string> deployed, CancellationToken ct)
    {
        var read = new HistoryReader(place, this, messages, ct).Read(deployed);
        ct.ThrowIfCancellationRequested();
        return read;
    }

    /// <summary>Patches in the order of <paramref name="requests"/>; the caller disposes of the stream.</summary>
    public PatchStream ReadPatches(IEnumerable<PatchRequest> requests, TextHasher hasher, CancellationToken ct) => new(place, [.. requests], hasher, ct);

    /// <summary>First line of a commit's message, to be shown and not kept; null when the clone lacks the commit.</summary>
    public string? Subject(string sha) =>
        place.Ask(["log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%s", "--end-of-options", sha], CancellationToken.None) is { Succeeded: true } answer ? answer.Value.TrimEnd('\n') : null;
}
