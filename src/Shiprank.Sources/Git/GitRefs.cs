using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Sources.Git;

/// <summary>Where every ref of a repository points to, as one hash.</summary>
public static class GitRefs
{
    /// <returns>Null when the folder is no repository; then nothing is known about changes.</returns>
    public static string? Fingerprint(string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) return null;
        var found = GitPlace.Ask(GitProcess.Start(folder, folder, gitDir: null, ["rev-parse", "--absolute-git-dir"], feed: null, ct));
        return found.Succeeded ? Fingerprint(new GitPlace(folder, found.Value.TrimEnd('\n')), ct) : null;
    }

    internal static string? Fingerprint(GitPlace place, CancellationToken ct)
    {
        var refs = place.Ask(["for-each-ref", "--format=%(objectname) %(refname)"], ct);
        var head = place.Ask(["rev-parse", "--symbolic-full-name", "HEAD"], ct);
        return refs.Succeeded ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{(head.Succeeded ? head.Value : "")}\n{refs.Value}"))) : null;
    }
}
