using System.Text;
using System.Text.RegularExpressions;
using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Checkpoints;

/// <summary>The files <c>metadata.json</c> of one checkpoint: <c>aa/bbbbbbbbbb/metadata.json</c> and one in each session's folder (<c>0/</c>, <c>1/</c>, …).</summary>
internal sealed partial record CheckpointFiles(string Id, List<(string Path, string Blob)> Metadata)
{
    private const int RootSlashes = 2;

    /// <summary>True for the file of the whole checkpoint.</summary>
    public static bool IsRoot(string path) => path.AsSpan().Count('/') == RootSlashes;

    public static Result<IReadOnlyCollection<CheckpointFiles>> List(GitPlace place, string branch, CancellationToken ct)
    {
        var started = place.Start(["ls-tree", "-r", "-z", branch], feed: null, ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 16);
        var found = new Dictionary<string, CheckpointFiles>(StringComparer.Ordinal);
        while (scanner.TryRead(0, out var entry))
        {
            // "100644 blob <oid>\t<path>"
            if (!entry.EndsWith("/metadata.json"u8)) continue;
            var words = Encoding.UTF8.GetString(entry).Split([' ', '\t'], 4);
            if (words[1] != "blob" || Place().Match(words[^1]) is not { Success: true } parts) continue;
            var id = parts.Groups["shard"].Value + parts.Groups["rest"].Value;
            if (!found.TryGetValue(id, out var files)) found.Add(id, files = new(id, []));
            files.Metadata.Add((words[^1], words[2]));
        }

        ct.ThrowIfCancellationRequested();
        if (git.Finish() is { } problem) return problem;
        foreach (var files in found.Values) files.Metadata.Sort((a, b) => Folder(a.Path).CompareTo(Folder(b.Path)));
        return found.Values;
    }

    private static int Folder(string path) => IsRoot(path) ? -1 : int.Parse(Place().Match(path).Groups["session"].ValueSpan);

    [GeneratedRegex("^(?<shard>[0-9a-f]{2})/(?<rest>[0-9a-f]{10})/((?<session>[0-9]{1,6})/)?metadata\\.json$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
