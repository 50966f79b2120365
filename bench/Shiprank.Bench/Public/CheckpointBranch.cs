using Shiprank.Core.Delivery;

namespace Shiprank.Bench.Public;

/// <summary>Transcripts beside the checkpoints, and the commits that name them.</summary>
internal sealed class CheckpointBranch
{
    private readonly ILookup<string, (int Folder, string Name, string Blob)> files;

    public CheckpointBranch(PublicClone clone)
    {
        Clone = clone;
        files = clone.Tree("entire/checkpoints/v1")
            .Select(f => (Parts: f.Path.Split('/'), f.Blob))
            .Where(f => f.Parts.Length == 4)
            .ToLookup(f => f.Parts[0] + f.Parts[1], f => (int.Parse(f.Parts[2]), f.Parts[3], f.Blob), StringComparer.Ordinal);
    }

    public PublicClone Clone { get; }

    public IReadOnlyList<CheckpointRecord> Checkpoints => Clone.History.Checkpoints;

    /// <summary>Commits of every branch but Entire's own that are no merges, newest first, each with the checkpoints that it names.</summary>
    public IEnumerable<(RawCommit Commit, IReadOnlyList<string> Ids)> Commits(params string[] revisions) => Clone.Log(revisions)
        .Where(c => !c.IsMerge)
        .Select(c => (c, (IReadOnlyList<string>)[.. PublicClone.Facts(c.Message).Sessions.Where(m => m.Tool == "entire").Select(m => m.Id)]));

    /// <summary>The newest commit that names each known checkpoint, over all refs.</summary>
    public IReadOnlyDictionary<string, RawCommit> Pairs()
    {
        var known = Checkpoints.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        var pairs = new SortedDictionary<string, RawCommit>(StringComparer.Ordinal);
        foreach (var (commit, ids) in Commits("--exclude=refs/heads/entire/*", "--all"))
        {
            foreach (var id in ids.Where(known.Contains)) pairs.TryAdd(id, commit);
        }

        return pairs;
    }

    /// <summary>Sessions of a checkpoint, each with the blob of its transcript; null where there is none.</summary>
    public IEnumerable<(CheckpointSession Session, string? Transcript)> Transcripts(CheckpointRecord checkpoint)
    {
        var folders = files[checkpoint.Id].Where(f => f.Name == "metadata.json").Select(f => f.Folder).Order();
        return checkpoint.Sessions.Zip(folders, (session, folder) => (session, (string?)files[checkpoint.Id].FirstOrDefault(f => f.Folder == folder && f.Name == "full.jsonl").Blob));
    }
}
