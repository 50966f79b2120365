using System.Security.Cryptography;
using System.Text;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Fetching;

/// <summary>Where every ref of a repository points to, as one hash.</summary>
public static class GitRefs
{
    /// <returns>Null when the folder is no repository; then nothing is known about changes.</returns>
    public static string? Fingerprint(string folder, CancellationToken ct)
    {
        var found = GitPlace.Locate(folder, folder, GitLimits.Default, ct);
        return found.Succeeded ? Fingerprint(found.Value, ct) : null;
    }

    internal static string? Fingerprint(GitPlace place, CancellationToken ct)
    {
        var refs = place.Ask(["for-each-ref", "--format=%(objectname) %(refname)"], ct);
        var head = place.Ask(["rev-parse", "--symbolic-full-name", "HEAD"], ct);
        return refs.Succeeded ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{(head.Succeeded ? head.Value : "")}\n{refs.Value}"))) : null;
    }
}
