using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Histories;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git;

/// <summary>A local clone, bare or not, read through the git CLI. Nothing is written to it and nothing is fetched.</summary>
public sealed class GitRepository
{
    private readonly GitPlace place;

    /// <summary>Reason of the problem that a repository without any commit is.</summary>
    public const string NoCommits = "there is no commit yet";

    private GitRepository(GitPlace place, string name, string head, bool shallow) => (this.place, Name, Head, IsShallow) = (place, name, head, shallow);

    public string Name { get; }

    /// <summary>The commit that the default branch pointed to when the repository was opened; all reading starts there.</summary>
    public string Head { get; }

    /// <summary>History is cut off: its oldest commits look like roots.</summary>
    public bool IsShallow { get; }

    /// <summary>Name of the branch that is read; empty for a detached HEAD. Known when it was opened by <see cref="OpenDefault"/>.</summary>
    public string Branch { get; private init; } = "";

    /// <summary>Name of the checked-out branch; empty for a detached HEAD. Known when it was opened by <see cref="OpenDefault"/>.</summary>
    public string CheckedOut { get; private init; } = "";

    /// <param name="defaultBranch">A local branch, else one of <c>origin</c>; null for what HEAD points to.</param>
    public static Result<GitRepository> Open(string path, string name, string? defaultBranch) => Open(path, name, defaultBranch, null);

    /// <param name="limits">Null for those that always hold.</param>
    internal static Result<GitRepository> Open(string path, string name, string? defaultBranch, GitLimits? limits)
    {
        var located = Locate(path, limits);
        if (!located.Succeeded) return located.Problem;
        var (place, shallow) = located.Value;
        string[] names = defaultBranch is null ? ["HEAD"] : [$"refs/heads/{defaultBranch}", $"refs/remotes/origin/{defaultBranch}"];
        var resolved = ObjectNames.Commits(place, names, CancellationToken.None);
        if (!resolved.Succeeded) return resolved.Problem;
        if (resolved.Value.FirstOrDefault(sha => sha is not null) is { } head) return new GitRepository(place, name, head, shallow);
        return defaultBranch is null
            ? new Problem(path, 0, "HEAD points to no commit", "name the branch to read as default_branch")
            : new Problem(path, 0, $"there is no branch {defaultBranch}", "correct default_branch, or fetch the branch");
    }

    /// <summary>Opens a clone of which nothing is known, at the branch that its changes end up in (origin's own, else main or master, else what is checked out).</summary>
    /// <returns>For a repository without any commit a problem whose reason is <see cref="NoCommits"/>.</returns>
    public static Result<GitRepository> OpenDefault(string path, string name)
    {
        var located = Locate(path);
        if (!located.Succeeded) return located.Problem;
        var (place, shallow) = located.Value;
        var checkedOut = DefaultBranch.CheckedOut(place);
        var (branch, refs) = DefaultBranch.Of(place, checkedOut);
        var resolved = ObjectNames.Commits(place, refs, CancellationToken.None);
        if (!resolved.Succeeded) return resolved.Problem;
        if (resolved.Value.FirstOrDefault(sha => sha is not null) is { } head) return new GitRepository(place, name, head, shallow) { Branch = branch, CheckedOut = checkedOut };
        var any = place.Ask(["for-each-ref", "--count=1", "--format=%(refname)"], CancellationToken.None);
        return any is { Succeeded: true, Value.Length: 0 } && checkedOut.Length > 0
            ? new Problem(path, 0, NoCommits)
            : new Problem(path, 0, "HEAD points to no commit", GitProblems.Damaged);
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
        var read = Read(() => new HistoryReader(place, this, messages, ct).Read(deployed));
        ct.ThrowIfCancellationRequested();
        return read;
    }

    /// <summary>The newest changes with their branch commits, releases and notes; neither older notes nor patch-ids are read.</summary>
    /// <param name="messages">As in <see cref="ReadHistory"/>.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Result<GitHistory> ReadTail(Func<string, MessageFacts> messages, HistoryTail tail, CancellationToken ct)
    {
        var read = Read(() => new TailReader(place, this, messages, ct).Read(tail));
        ct.ThrowIfCancellationRequested();
        return read;
    }

    /// <summary>Patches in the order of <paramref name="requests"/>; the caller disposes of the stream.</summary>
    public PatchStream ReadPatches(IEnumerable<PatchRequest> requests, TextHasher hasher, CancellationToken ct) => new(place, [.. requests], hasher, ct);

    /// <summary>First line of a commit's message, to be shown and not kept; null when the clone lacks the commit.</summary>
    public string? Subject(string sha) =>
        place.Ask(["log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%s", "--end-of-options", sha], CancellationToken.None) is { Succeeded: true } answer ? answer.Value.TrimEnd('\n') : null;

    /// <summary>First lines of commits' messages, to be shown and not kept; what the clone lacks is left out.</summary>
    public IReadOnlyDictionary<string, string> Subjects(IReadOnlyList<string> shas, CancellationToken ct)
    {
        if (shas.Count == 0) return new Dictionary<string, string>();
        var answer = place.Ask(["log", "--no-walk=unsorted", "--no-show-signature", "--no-color", "--encoding=UTF-8", "--format=%H %s", "--stdin"], shas, ct);
        return answer.Succeeded
            ? answer.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ', 2)).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal)
            : new Dictionary<string, string>();
    }

    /// <summary>Root folders of all work trees of this clone, the linked ones too; a bare repository's own folder is among them.</summary>
    public IReadOnlyList<string> WorkTrees(CancellationToken ct) =>
        place.Ask(["worktree", "list", "--porcelain", "-z"], ct) is { Succeeded: true } answer
            ? [.. answer.Value.Split('\0').Where(f => f.StartsWith("worktree ", StringComparison.Ordinal)).Select(f => f["worktree ".Length..])]
            : [place.Path];

    /// <summary>Name and address that commits of this clone's user get, mailmap applied: the clone's configuration, else the user's own.</summary>
    /// <param name="home">Home folder of the user.</param>
    /// <returns>Null when no address is configured.</returns>
    public GitIdentity? User(string home, CancellationToken ct)
    {
        if (Configured("user.email") is not { } email) return null;
        var name = Configured("user.name") ?? "";
        var mapped = place.Ask(["-c", $"mailmap.blob={Head}:.mailmap", "check-mailmap", $"{name} <{email}>"], ct);
        if (!mapped.Succeeded || mapped.Value.LastIndexOf('<') is not (>= 0 and var open)) return new(name, email);
        return new(mapped.Value[..open].TrimEnd(), mapped.Value[(open + 1)..].TrimEnd('\n', '>'));

        string? Configured(string key) =>
            GitPlace.Ask(GitProcess.Start(place.Path, place.GitDir, place.GitDir, ["config", "--get", key], feed: null, ct, home)) is { Succeeded: true } answer ? answer.Value.TrimEnd('\n') : null;
    }

    private Result<GitHistory> Read(Func<Result<GitHistory>> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            return new Problem(place.Path, 0, e.Message, GitProblems.Ended);
        }
    }

    private static Result<(GitPlace Place, bool IsShallow)> Locate(string path, GitLimits? limits = null)
    {
        var place = GitPlace.Locate(path, path, limits ?? GitLimits.Default, CancellationToken.None);
        if (!place.Succeeded) return place.Problem;
        var shallow = place.Value.Ask(["rev-parse", "--is-shallow-repository"], CancellationToken.None);
        if (!shallow.Succeeded) return shallow.Problem;
        return (place.Value, shallow.Value.StartsWith("true", StringComparison.Ordinal));
    }
}
