using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git;

/// <summary>git-ai notes (<c>refs/notes/ai</c>) of the commits that are read, one note in memory at a time.</summary>
internal static class NoteReader
{
    private const string Ref = "refs/notes/ai";

    /// <param name="wanted">Whether a commit is read; notes of others (orphans of rebases, open branches) are left out.</param>
    /// <param name="warnings">Takes one problem per damaged note.</param>
    public static Result<IReadOnlyList<LineRecord>> Read(GitPlace place, Func<string, bool> wanted, List<Problem> warnings, CancellationToken ct)
    {
        var exists = place.Ask(["for-each-ref", "--format=%(refname)", Ref], ct);
        if (!exists.Succeeded) return exists.Problem;
        if (exists.Value.Length == 0) return Array.Empty<LineRecord>();
        var listed = List(place, wanted, ct);
        if (!listed.Succeeded) return listed.Problem;
        var started = BlobReader.Start(place, ct);
        if (!started.Succeeded) return started.Problem;
        using var blobs = started.Value;
        var records = new List<LineRecord>();
        foreach (var (sha, blob) in listed.Value)
        {
            ct.ThrowIfCancellationRequested();
            if (!blobs.TryRead(blob, out var note))
            {
                if (blobs.Problem is { } problem) return problem;
                warnings.Add(new(place.Path, 0, $"the git-ai note of commit {sha} is missing", "fetch it: `git fetch origin +refs/notes/ai:refs/notes/ai`"));
                continue;
            }

            if (Note.TryParse(note, out var ranges, out var line, out var reason)) records.Add(new(sha, ranges));
            else warnings.Add(new($"{place.Path}: git-ai note of commit {sha}", line, reason));
        }

        return records;
    }

    /// <summary>Commit and blob of each note, by commit. The path is the sha in any fan-out (<c>aa/bbbb…</c>).</summary>
    private static Result<List<(string Sha, string Blob)>> List(GitPlace place, Func<string, bool> wanted, CancellationToken ct)
    {
        var started = place.Start(["ls-tree", "-r", "-z", Ref], feed: null, ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 16);
        var notes = new List<(string Sha, string Blob)>();
        while (scanner.TryRead(0, out var entry))
        {
            // "100644 blob <oid>\t<path>"
            var words = Encoding.UTF8.GetString(entry).Split([' ', '\t'], 4);
            var sha = words[^1].Replace("/", "", StringComparison.Ordinal);
            if (wanted(sha)) notes.Add((sha, words[2]));
        }

        if (git.Finish() is { } problem) return problem;
        notes.Sort((a, b) => string.CompareOrdinal(a.Sha, b.Sha));
        return notes;
    }
}
