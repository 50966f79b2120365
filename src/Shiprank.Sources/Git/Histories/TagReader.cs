using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <param name="TaggedAt">Null for a lightweight tag.</param>
/// <param name="CreatedAt">The tagger's time, for a lightweight tag the committer's; null when the tag object names no tagger.</param>
internal readonly record struct TagEntry(string Name, string Sha, DateTimeOffset? TaggedAt, DateTimeOffset? CreatedAt);

/// <summary>Tags by name, each with the commit that it finally points to. Tags on trees and blobs are none.</summary>
internal static class TagReader
{
    private const string Start = "refs/tags/";

    public static Result<IReadOnlyList<TagEntry>> Read(GitPlace place, CancellationToken ct)
    {
        var listed = place.Ask(["--no-replace-objects", "for-each-ref", "--sort=refname", "--format=%(refname) %(taggerdate:unix) %(creatordate:unix)", Start], ct);
        if (!listed.Succeeded) return listed.Problem;
        string[][] rows = [.. listed.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];
        var shas = ObjectNames.Commits(place, [.. rows.Select(r => r[0])], ct);
        if (!shas.Succeeded) return shas.Problem;
        var tags = new List<TagEntry>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (shas.Value[i] is { } sha) tags.Add(new(rows[i][0][Start.Length..], sha, GitTime.Parse(rows[i][1]), GitTime.Parse(rows[i][2])));
        }

        return tags;
    }
}
