using System.Text;
using Shiprank.Core;

namespace Shiprank.Sources.Git;

/// <summary>Where a repository lies and how problems name it; starts git there.</summary>
internal sealed record GitPlace(string Path, string GitDir)
{
    public Result<GitProcess> Start(IEnumerable<string> arguments, Action<Stream>? feed, CancellationToken ct) =>
        GitProcess.Start(Path, GitDir, GitDir, arguments, feed, ct);

    public Result<GitProcess> Start(IEnumerable<string> arguments, IEnumerable<string> input, CancellationToken ct) =>
        Start(arguments, stream => WriteLines(stream, input), ct);

    /// <summary>The whole output of a command that says little.</summary>
    public Result<string> Ask(IEnumerable<string> arguments, CancellationToken ct) => Ask(Start(arguments, feed: null, ct));

    public Result<string> Ask(IEnumerable<string> arguments, IEnumerable<string> input, CancellationToken ct) => Ask(Start(arguments, input, ct));

    internal static Result<string> Ask(Result<GitProcess> started)
    {
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var reader = new StreamReader(git.Output, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return git.Finish() is { } problem ? problem : text;
    }

    private static void WriteLines(Stream stream, IEnumerable<string> lines)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 14) { NewLine = "\n" };
        foreach (var line in lines) writer.WriteLine(line);
    }
}
