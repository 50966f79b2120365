using Shiprank.Core;

namespace Shiprank.Sources.Git.Fetching;

/// <summary>Why a repository could not be fetched and what to do about it.</summary>
internal static class FetchProblems
{
    private static readonly (string Said, string Reason, string Remedy)[] Known =
    [
        ("could not resolve host", "its host is not known", "check the address and the network"),
        ("failed to connect", "its host can't be reached", "check the address and the network"),
        ("couldn't connect", "its host can't be reached", "check the address and the network"),
        ("connection refused", "its host refuses the connection", "check the address and the network"),
        ("connection timed out", "its host does not answer", "check the address and the network"),
        ("operation too slow", "its host does not answer", "check the address and the network"),
        ("host key verification failed", "the host's key is not known to ssh", "add it to known_hosts of Shiprank's user"),
        ("permission denied", "access is denied", "give Shiprank's user a key, or name a token under `forges`"),
        ("terminal prompts disabled", "it asks for a name and a password", "name a token under `forges`, or use an ssh address"),
        ("could not read username", "it asks for a name and a password", "name a token under `forges`, or use an ssh address"),
        ("authentication failed", "the token is refused", "renew the token; it has to allow reading the repository's contents"),
        ("error: 403", "access is denied", "renew the token; it has to allow reading the repository's contents"),
        ("error: 401", "access is denied", "renew the token; it has to allow reading the repository's contents"),
        ("transport 'file' not allowed", "addresses of this machine are not fetched from", "allow them with `mirrors: { allow_file: true }`"),
        ("not allowed", "its kind of address is not fetched from", "use an https:// or ssh address"),
        ("repository not found", "there is no such repository, or it is hidden from us", "correct the address, or name a token under `forges`"),
        ("does not appear to be a git repository", "there is no git repository", "correct the address"),
        ("not found", "there is no such repository, or it is hidden from us", "correct the address, or name a token under `forges`"),
        ("no space left", "the disk is full", "free some space"),
    ];

    public static Problem Of(string name, string said, Problem otherwise)
    {
        foreach (var (text, reason, remedy) in Known)
        {
            if (said.Contains(text, StringComparison.OrdinalIgnoreCase)) return new(name, 0, $"can't be fetched: {reason}; what was read before stays in force", remedy);
        }

        return otherwise with { Where = name, Reason = $"can't be fetched: {otherwise.Reason}; what was read before stays in force" };
    }
}
