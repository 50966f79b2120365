using System.Text;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Fetching;

/// <param name="AllowFile">Addresses of this machine may be fetched from.</param>
/// <param name="Token">For an https address; sent to its own host alone.</param>
public sealed record FetchAccess(bool AllowFile, Secret? Token = null);

/// <summary>
/// Brings bare mirrors and, when asked to, people's clones up to date. Branches, tags and git-ai's notes are fetched; nothing is checked out, no submodule is
/// followed. One caller at a time for each repository.
/// </summary>
public static class GitFetch
{
    private static readonly string[] MirrorRefs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*", "+refs/notes/*:refs/notes/*"];
    private static readonly string[] CloneRefs = ["+refs/heads/*:refs/remotes/origin/*", "refs/tags/*:refs/tags/*", "+refs/notes/ai*:refs/notes/ai*"];

    /// <summary>Makes the mirror or follows its origin, through force-pushes and deletions too. It is there whole or not at all.</summary>
    /// <param name="folder">The mirror's folder; its parent is made.</param>
    /// <returns>True when a branch, a tag, a note or the default branch changed.</returns>
    public static Result<bool> Mirror(string folder, string name, string url, FetchAccess access, CancellationToken ct)
    {
        var unfinished = folder + ".new";
        try
        {
            if (Directory.Exists(folder))
            {
                RemoveLocks(folder);
                return Update(folder, name, url, access, ct);
            }

            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
            var parent = Path.GetDirectoryName(folder)!;
            MakeFolder(parent);
            if (Run(name, parent, gitDir: null, ["init", "--bare", "--quiet", "--template=", unfinished], transport: null, ct) is { } made) return made;
            var updated = Update(unfinished, name, url, access, ct);
            if (!updated.Succeeded) return updated;
            ct.ThrowIfCancellationRequested();
            Directory.Move(unfinished, folder);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(name, 0, $"its mirror can't be written: {e.Message}", "give Shiprank's user room and access to the data folder");
        }
    }

    /// <summary>Fetches into a person's clone what its <c>origin</c> has; its branches and work tree stay as they are.</summary>
    /// <returns>True when something changed.</returns>
    public static Result<bool> Clone(string folder, string name, FetchAccess access, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return new Problem(name, 0, "can't be fetched: its folder does not exist", "clone the repository there or correct its path");
        var found = GitPlace.Locate(name, folder, GitLimits.Default, ct);
        if (!found.Succeeded) return found.Problem;
        var place = found.Value;
        var origin = place.Ask(["config", "--local", "--get", "remote.origin.url"], ct);
        if (!origin.Succeeded || origin.Value.Trim() is not { Length: > 0 } url || url[0] == '-') return new Problem(name, 0, "can't be fetched: the clone has no origin", "add one: `git remote add origin URL`");
        var before = GitRefs.Fingerprint(place, ct);
        if (Run(name, place.GitDir, place.GitDir, ["fetch", "--quiet", "--no-auto-maintenance", "--no-tags", "--no-write-fetch-head", "--upload-pack=git-upload-pack", "--end-of-options", url, .. CloneRefs], Transport(url, access), ct) is { } problem) return problem;
        return before != GitRefs.Fingerprint(place, ct);
    }

    private static Result<bool> Update(string folder, string name, string url, FetchAccess access, CancellationToken ct)
    {
        var place = new GitPlace(name, Path.GetFullPath(folder));
        var transport = Transport(url, access);
        var before = GitRefs.Fingerprint(place, ct);
        var head = RemoteHead(place, url, transport, ct);
        if (!head.Succeeded) return head.Problem;
        if (Run(name, place.GitDir, place.GitDir, ["fetch", "--quiet", "--prune", "--force", "--no-tags", "--update-head-ok", "--no-write-fetch-head", "--end-of-options", url, .. MirrorRefs], transport, ct) is { } problem) return problem;
        if (head.Value.Length > 0 && Run(name, place.GitDir, place.GitDir, ["symbolic-ref", "HEAD", head.Value], transport: null, ct) is { } unset) return unset;
        return before != GitRefs.Fingerprint(place, ct);
    }

    /// <summary>Name of the ref that the origin's HEAD points to; empty when it tells none.</summary>
    private static Result<string> RemoteHead(GitPlace place, string url, GitTransport transport, CancellationToken ct)
    {
        var started = GitProcess.Start(place.Path, place.GitDir, place.GitDir, ["ls-remote", "--quiet", "--symref", "--end-of-options", url, "HEAD"], feed: null, ct, transport: transport);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var reader = new StreamReader(git.Output, Encoding.UTF8);
        var text = reader.ReadToEnd();
        if (git.Finish() is { } problem) return Failed(place.Path, git, problem, ct);
        var line = text.Split('\n').FirstOrDefault(l => l.StartsWith("ref: refs/heads/", StringComparison.Ordinal) && l.EndsWith("\tHEAD", StringComparison.Ordinal));
        return line is null ? "" : line["ref: ".Length..^"\tHEAD".Length];
    }

    private static Problem? Run(string name, string folder, string? gitDir, IEnumerable<string> arguments, GitTransport? transport, CancellationToken ct)
    {
        var started = GitProcess.Start(name, folder, gitDir, arguments, feed: null, ct, transport: transport);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        git.Output.CopyTo(Stream.Null);
        return git.Finish() is { } problem ? Failed(name, git, problem, ct) : null;
    }

    private static Problem Failed(string name, GitProcess git, Problem problem, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return FetchProblems.Of(name, git.Said, problem);
    }

    private static GitTransport Transport(string url, FetchAccess access) =>
        access.Token is { } token && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == "https"
            ? new(access.AllowFile, $"https://{uri.Authority}/", token)
            : new(access.AllowFile);

    /// <summary>For the owner alone: a mirror holds the code.</summary>
    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Locks that a killed git left: nobody else writes to a mirror.</summary>
    private static void RemoveLocks(string folder)
    {
        var refs = Path.Combine(folder, "refs");
        foreach (var file in Directory.EnumerateFiles(folder, "*.lock").Concat(Directory.Exists(refs) ? Directory.EnumerateFiles(refs, "*.lock", SearchOption.AllDirectories) : [])) File.Delete(file);
    }
}
