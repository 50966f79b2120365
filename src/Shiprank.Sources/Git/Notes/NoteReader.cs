using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Notes;

/// <summary>git-ai notes (<c>refs/notes/ai</c>) of the commits that are read, one note in memory at a time.</summary>
internal static class NoteReader
{
    private const string Ref = "refs/notes/ai";
    private const string Fetch = "fetch the notes again: `git fetch origin +refs/notes/ai:refs/notes/ai`";
    private const int MostTries = 20;
    private const int LargestNote = 64 << 20;

    /// <param name="wanted">Whether a commit is read; notes of others (orphans of rebases, open branches) are left out.</param>
    /// <param name="warnings">Takes one problem per damaged note.</param>
    public static Result<IReadOnlyList<LineRecord>> Read(GitPlace place, Func<string, bool> wanted, List<Problem> warnings, CancellationToken ct)
    {
        var exists = place.Ask(["for-each-ref", "--format=%(refname)", Ref], ct);
        if (!exists.Succeeded) return exists.Problem;
        // A name that others begin with is listed with them.
        if (!exists.Value.Split('\n').Contains(Ref)) return Array.Empty<LineRecord>();
        var listed = List(place, wanted, ct);
        ct.ThrowIfCancellationRequested();
        if (!listed.Succeeded)
        {
            // Notes say who wrote a line; without them the lines are still there.
            warnings.Add(new(place.Path, 0, $"no git-ai note can be read: {listed.Problem.Reason}", Fetch));
            return Array.Empty<LineRecord>();
        }

        var records = new List<LineRecord>();
        var left = listed.Value;
        for (var tries = 0; left.Count > 0; tries++)
        {
            // A damaged blob ends git: the notes after it are read by another one.
            if (tries == MostTries)
            {
                warnings.Add(new(place.Path, 0, $"{left.Count} git-ai notes are not read, too many before them are damaged", Fetch));
                break;
            }

            var read = ReadSome(place, left, records, warnings, ct);
            if (!read.Succeeded) return read.Problem;
            left = left[read.Value..];
        }

        return records;
    }

    /// <summary>Reads notes until the end or until git ends; how many are dealt with.</summary>
    private static Result<int> ReadSome(GitPlace place, List<(string Sha, string Blob)> notes, List<LineRecord> records, List<Problem> warnings, CancellationToken ct)
    {
        var started = BlobReader.Start(place, ct);
        if (!started.Succeeded) return started.Problem;
        using var blobs = started.Value;
        for (var i = 0; i < notes.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var (sha, blob) = notes[i];
            var where = $"{place.Path}: git-ai note of commit {sha}";
            if (!blobs.TryRead(blob, out var note, LargestNote))
            {
                ct.ThrowIfCancellationRequested();
                warnings.Add(new(where, 0, blobs.Problem?.Reason ?? (blobs.Size > 0 ? $"the note has {blobs.Size >> 20} MB" : "the note is missing"), Fetch));
                if (blobs.Problem is not null) return i + 1;
            }
            else if (Note.TryParse(note, out var ranges, out var line, out var reason))
            {
                records.Add(new(sha, ranges));
            }
            else
            {
                warnings.Add(new(where, line, reason));
            }
        }

        return notes.Count;
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
