using Shiprank.Core;
using Shiprank.Sources.Git.Histories;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git;

/// <summary>The branch that a clone's changes end up in, as far as the clone alone tells: the one that origin calls its own, else <c>main</c>, else <c>master</c>, else what is checked out.</summary>
internal static class DefaultBranch
{
    private const string OriginHead = "refs/remotes/origin/HEAD";

    /// <summary>Name of the checked-out branch; empty when HEAD is detached.</summary>
    public static string CheckedOut(GitPlace place) => Symbol(place, "HEAD", "refs/heads/");

    /// <returns>Its name (empty for a detached HEAD that nothing else can stand for) and the refs that may hold it, the best first.</returns>
    public static (string Name, string[] Refs) Of(GitPlace place, string checkedOut)
    {
        var origin = Symbol(place, OriginHead, "refs/remotes/origin/");
        string[] names = origin.Length > 0 ? [origin] : ["main", "master"];
        foreach (var name in names)
        {
            string[] refs = [$"refs/heads/{name}", $"refs/remotes/origin/{name}"];
            if (ObjectNames.Commits(place, refs, CancellationToken.None) is not { Succeeded: true } found || found.Value.All(sha => sha is null)) continue;
            var behind = found.Value is [{ } local, { } remote] && local != remote && IsAncestor(place, local, remote);
            return (name, behind ? [refs[1]] : refs);
        }

        return (checkedOut, ["HEAD"]);
    }

    private static bool IsAncestor(GitPlace place, string local, string remote) =>
        place.Ask(["merge-base", "--is-ancestor", local, remote], CancellationToken.None).Succeeded;

    private static string Symbol(GitPlace place, string name, string start) =>
        place.Ask(["symbolic-ref", "--quiet", name], CancellationToken.None) is { Succeeded: true } answer && answer.Value.StartsWith(start, StringComparison.Ordinal)
            ? answer.Value[start.Length..].TrimEnd('\n')
            : "";
}
