using System.Security.Cryptography;
using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>The records of <c>.agent-trace/traces.jsonl</c>: as HEAD has it and, where the clone has a work tree, as it lies on disk (writers append without committing).</summary>
internal sealed class TraceFile(GitPlace place, List<Problem> warnings, CancellationToken ct)
{
    private const string Name = ".agent-trace/traces.jsonl";
    private const long MostBytes = 1 << 28;
    private const int MostProblems = 20;

    private readonly List<TraceEntry> entries = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <returns>In the order of the files; a record that stands in both is taken once.</returns>
    public Result<IReadOnlyList<TraceEntry>> Read(string head)
    {
        if (ReadTree(head) is { } problem) return problem;
        ReadDisk();
        return entries;
    }

    private Problem? ReadTree(string head)
    {
        var asked = place.Ask(["cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"], [$"{head}:{Name}"], ct);
        if (!asked.Succeeded) return asked.Problem;
        if (asked.Value.TrimEnd('\n').Split(' ') is not [var blob, "blob", var size]) return null;
        var where = $"{place.Path}: HEAD:{Name}";
        if (long.Parse(size) > MostBytes)
        {
            warnings.Add(TooLarge(where));
            return null;
        }

        var started = place.Start(["cat-file", "blob", blob], feed: null, ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        ReadLines(git.Output, where, finished: true);
        ct.ThrowIfCancellationRequested();
        if (git.Finish() is { } problem) warnings.Add(problem with { Where = where });
        return null;
    }

    private void ReadDisk()
    {
        var folder = new DirectoryInfo(Path.Combine(place.Path, ".agent-trace"));
        var file = new FileInfo(Path.Combine(place.Path, Name));
        if (Path.GetFullPath(place.Path).TrimEnd('/') == place.GitDir || !folder.Exists || !file.Exists) return;
        if (folder.LinkTarget is not null || file.LinkTarget is not null)
        {
            // A link may lead anywhere, and what a clone brings is not to be trusted.
            warnings.Add(new(file.FullName, 0, "the trace file is a link and is not followed", "put the file itself there"));
            return;
        }

        if (file.Length > MostBytes)
        {
            warnings.Add(TooLarge(file.FullName));
            return;
        }

        // A pipe or a device has no length and would never end.
        if (file.Length == 0) return;
        try
        {
            using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-1, SeekOrigin.End);
            var finished = stream.ReadByte() == '\n';
            stream.Seek(0, SeekOrigin.Begin);
            ReadLines(stream, file.FullName, finished);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warnings.Add(new(file.FullName, 0, $"the trace file can't be read: {e.Message}"));
        }
    }

    /// <param name="finished">False when the last line has no end: its writer is still at it, so it is no damage.</param>
    private void ReadLines(Stream stream, string where, bool finished)
    {
        using var scanner = new ByteScanner(stream, 1 << 16);
        var bad = 0;
        for (var number = 1L; scanner.TryReadLine(out var line); number++)
        {
            ct.ThrowIfCancellationRequested();
            if (line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r') < 0) continue;
            var read = TraceLine.Read(line, out var id, out var reason);
            if (!seen.Add(id.Length > 0 ? id : Convert.ToHexString(SHA256.HashData(line)))) continue;
            entries.AddRange(read);
            if (reason.Length == 0 || (!finished && !scanner.TryPeek(out _))) continue;
            if (++bad <= MostProblems) warnings.Add(new(where, number, reason));
        }

        if (bad > MostProblems) warnings.Add(new(where, 0, $"{bad - MostProblems} more lines can't be read as traces"));
    }

    private static Problem TooLarge(string where) => new(where, 0, $"the trace file is larger than {MostBytes >> 20} MB and is not read", "start a new one");
}
