using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Checkpoints;

/// <summary>
/// Entire's checkpoints from the branch <c>entire/checkpoints/v1</c>, local, remote-tracking or mirrored. Only the files
/// <c>metadata.json</c> are opened: prompts, contexts and transcripts lie beside them and are not read.
/// </summary>
internal static class CheckpointReader
{
    private const string Branch = "entire/checkpoints/v1";
    private const string Fetch = $"fetch the checkpoints again: `git fetch origin {Branch}:refs/remotes/origin/{Branch}`";
    private const int MostTries = 20;

    /// <param name="wanted">Whether a checkpoint of this id is read. What a session's counters add is only known with all its checkpoints.</param>
    /// <param name="warnings">Takes one problem for each file that can't be read.</param>
    /// <returns>By id; of one that lies on several branches that of the first (local before remote).</returns>
    public static Result<IReadOnlyList<CheckpointRecord>> Read(GitPlace place, Func<string, bool> wanted, List<Problem> warnings, CancellationToken ct)
    {
        var refs = place.Ask(["for-each-ref", "--format=%(refname)", $"refs/heads/{Branch}", $"refs/{Branch}", $"refs/remotes/*/{Branch}"], ct);
        if (!refs.Succeeded) return refs.Problem;
        var found = new SortedDictionary<string, CheckpointFiles>(StringComparer.Ordinal);
        foreach (var name in refs.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).OrderBy(r => !r.StartsWith("refs/heads/", StringComparison.Ordinal)).ThenBy(r => r, StringComparer.Ordinal))
        {
            var listed = CheckpointFiles.List(place, name, ct);
            ct.ThrowIfCancellationRequested();
            if (!listed.Succeeded)
            {
                warnings.Add(new(place.Path, 0, $"no checkpoint of {name} can be read: {listed.Problem.Reason}", Fetch));
                continue;
            }

            foreach (var files in listed.Value.Where(f => wanted(f.Id))) found.TryAdd(files.Id, files);
        }

        return ReadAll(place, [.. found.Values], warnings, ct);
    }

    private static Result<IReadOnlyList<CheckpointRecord>> ReadAll(GitPlace place, List<CheckpointFiles> left, List<Problem> warnings, CancellationToken ct)
    {
        var records = new List<CheckpointRecord>(left.Count);
        for (var tries = 0; left.Count > 0; tries++)
        {
            // A damaged blob ends git: the checkpoints after it are read by another one.
            if (tries == MostTries)
            {
                warnings.Add(new(place.Path, 0, $"{left.Count} checkpoints are not read, too many before them are damaged", Fetch));
                break;
            }

            var started = BlobReader.Start(place, ct);
            if (!started.Succeeded) return started.Problem;
            using var blobs = started.Value;
            var done = 0;
            while (done < left.Count && blobs.Problem is null)
            {
                ct.ThrowIfCancellationRequested();
                if (ReadOne(place, blobs, left[done++], warnings) is { } record) records.Add(record);
            }

            ct.ThrowIfCancellationRequested();
            left = left[done..];
        }

        return records;
    }

    private static CheckpointRecord? ReadOne(GitPlace place, BlobReader blobs, CheckpointFiles files, List<Problem> warnings)
    {
        var sessions = new List<CheckpointMetadata>();
        CheckpointMetadata? root = null;
        foreach (var (path, blob) in files.Metadata)
        {
            var where = $"{place.Path}: {Branch}:{path}";
            if (!blobs.TryRead(blob, out var content))
            {
                warnings.Add(new(where, 0, blobs.Problem?.Reason ?? "the checkpoint is missing", Fetch));
                if (blobs.Problem is not null) return null;
            }
            else if (!CheckpointMetadata.TryParse(content, out var metadata, out var line, out var reason))
            {
                warnings.Add(new(where, line, reason));
            }
            else if (CheckpointFiles.IsRoot(path))
            {
                root = metadata;
            }
            else
            {
                sessions.Add(metadata);
            }
        }

        if (root is null && sessions.Count == 0) return null;
        return CheckpointMetadata.Join(files.Id, root, sessions);
    }
}
