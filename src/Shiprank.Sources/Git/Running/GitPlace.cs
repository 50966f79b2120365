using System.Text;
using Shiprank.Core;

namespace Shiprank.Sources.Git.Running;

/// <summary>Where a repository lies and how problems name it; starts git there.</summary>
internal sealed record GitPlace(string Path, string GitDir)
{
    public GitLimits Limits { get; init; } = GitLimits.Default;

    /// <summary>
    /// The repository that the folder itself is: a work tree, a linked one, or bare. Nothing above the folder is looked at, and what git is pointed to
    /// needs no owner that it trusts.
    /// </summary>
    /// <param name="name">As problems name it.</param>
    public static Result<GitPlace> Locate(string name, string folder, GitLimits limits, CancellationToken ct)
    {
        var full = System.IO.Path.GetFullPath(folder);
        if (!Directory.Exists(full)) return new Problem(name, 0, "the folder does not exist", "clone the repository there or correct its path");
        // A linked work tree and a submodule have a file there that names the repository.
        var dotGit = System.IO.Path.Combine(full, ".git");
        var entry = System.IO.Path.Exists(dotGit) ? dotGit : full;
        var found = Ask(GitProcess.Start(name, full, entry, ["rev-parse", "--absolute-git-dir"], feed: null, ct, limits: limits));
        return found.Succeeded ? new GitPlace(name, found.Value[..^1]) { Limits = limits } : found.Problem;
    }

    public Result<GitProcess> Start(IEnumerable<string> arguments, Action<Stream>? feed, CancellationToken ct) =>
        GitProcess.Start(Path, GitDir, GitDir, arguments, feed, ct, limits: Limits);

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
