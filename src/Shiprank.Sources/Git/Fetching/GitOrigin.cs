using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Fetching;

/// <summary>Where a clone came from, as its own configuration says.</summary>
public static class GitOrigin
{
    /// <returns>The address of <c>origin</c>; null when there is none or the folder is no repository.</returns>
    public static string? Of(string path, CancellationToken ct)
    {
        if (!Directory.Exists(path)) return null;
        var asked = GitPlace.Ask(GitProcess.Start(path, path, gitDir: null, ["config", "--get", "remote.origin.url"], feed: null, ct));
        return asked is { Succeeded: true } && asked.Value.Trim() is { Length: > 0 } url ? url : null;
    }
}
