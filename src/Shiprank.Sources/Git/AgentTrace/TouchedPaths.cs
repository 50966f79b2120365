using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>Which commits that are no merges touch which of a set of paths, parents before children.</summary>
internal static class TouchedPaths
{
    /// <param name="commits">Commits that are read; others are left out.</param>
    /// <returns>By place in <paramref name="commits"/>.</returns>
    public static Result<IReadOnlyList<(int Commit, IReadOnlyList<string> Paths)>> Read(
        GitPlace place, string head, IReadOnlyList<Commit> commits, IEnumerable<string> paths, CancellationToken ct)
    {
        var places = new Dictionary<string, int>(commits.Count, StringComparer.Ordinal);
        for (var i = 0; i < commits.Count; i++) places[commits[i].Sha] = i;
        string[] asked = [.. paths.Where(p => !p.AsSpan().ContainsAny('\n', '\0'))];
        if (asked.Length == 0) return Array.Empty<(int, IReadOnlyList<string>)>();
        var started = place.Start(
            ["--literal-pathspecs", "log", "--topo-order", "--reverse", "--full-history", "--no-merges", "--no-renames", "--no-color", "--format=tformat:%x01%H", "--name-only", "--stdin"],
            [head, "--", .. asked],
            ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 16);
        var found = new List<(int Commit, IReadOnlyList<string> Paths)>();
        var current = new List<string>();
        while (scanner.TryReadLine(out var line))
        {
            if (line is [1, .. var sha])
            {
                current = [];
                if (places.TryGetValue(Encoding.ASCII.GetString(sha), out var commit)) found.Add((commit, current));
            }
            else if (line.Length > 0)
            {
                current.Add(GitPath.Parse(line));
            }
        }

        ct.ThrowIfCancellationRequested();
        return git.Finish() is { } problem ? problem : found;
    }
}
