using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;

namespace Shiprank.Sources.Runs;

/// <summary>Traces of runs as JSON Lines: a file, or the files of a folder. A bad line is left out alone and reported; what is read twice has one id.</summary>
public static class RunTraces
{
    private const int LongestLine = 64 * 1024;
    private const int Many = 5000;

    /// <param name="path">A file, or a folder of <c>*.jsonl</c>.</param>
    /// <returns>In batches of some thousands.</returns>
    public static IEnumerable<IReadOnlyList<CapEvent>> Read(string path, IngestReport report, CancellationToken cancel = default)
    {
        foreach (var file in Files(path))
        {
            foreach (var batch in One(file, report, cancel)) yield return batch;
        }
    }

    /// <summary>The same as long as reading again tells nothing new.</summary>
    public static string Fingerprint(string path)
    {
        var files = Files(path).Select(f => new FileInfo(f)).Where(f => f.Exists).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.FullName}\n{f.Length}\n{f.LastWriteTimeUtc.Ticks}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files))));
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal) : [path];

    private static IEnumerable<IReadOnlyList<CapEvent>> One(string file, IngestReport report, CancellationToken cancel)
    {
        if (Open(file, report) is not { } stream) yield break;
        using var opened = stream;
        using var lines = new EventLines(stream, LongestLine);
        List<CapEvent> batch = [];
        while (lines.Next())
        {
            cancel.ThrowIfCancellationRequested();
            if (lines.TooLong)
            {
                report.Skip(file, lines.Number, $"longer than {LongestLine / 1024} kB");
                continue;
            }

            if (lines.Current.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var read = RunLine.Read(lines.Current);
            if (read.Succeeded) batch.Add(read.Value);
            else report.Skip(file, lines.Number, read.Problem.Reason);
            if (batch.Count < Many) continue;
            yield return batch;
            batch = [];
        }

        report.Read(lines.Bytes, lines.Number);
        if (batch.Count > 0) yield return batch;
    }

    private static FileStream? Open(string file, IngestReport report)
    {
        try
        {
            return new(file, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(file, 0, $"can't be read: {e.Message}");
            return null;
        }
    }
}
