using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <summary>What a clone itself keeps from being known.</summary>
internal static class CloneWarnings
{
    /// <param name="toTheEnd">False when what is read ends before the oldest commits.</param>
    public static IEnumerable<Problem> Of(GitPlace place, GitRepository repository, bool toTheEnd, CancellationToken ct)
    {
        if (repository.IsShallow && toTheEnd)
        {
            yield return new(place.Path, 0, "the clone is shallow: history before its oldest commits is missing, and all lines in them look new", "run `git fetch --unshallow` in it");
        }

        if (OwnAttributes(place, ct) is { } problem) yield return problem;
    }

    /// <summary>git can't be told to leave <c>info/attributes</c> out; what it says (<c>-diff</c>, <c>diff</c>) changes which files it shows as binary.</summary>
    private static Problem? OwnAttributes(GitPlace place, CancellationToken ct)
    {
        var asked = place.Ask(["rev-parse", "--git-path", "info/attributes"], ct);
        if (!asked.Succeeded) return null;
        var file = new FileInfo(Path.Combine(place.GitDir, asked.Value.TrimEnd('\n')));
        return file is { Exists: true, Length: > 0 } ? new(file.FullName, 0, "attributes of this clone alone may change what git shows as text", "remove the file") : null;
    }
}
