using System.Diagnostics;
using System.Globalization;

namespace Shiprank.Tests;

/// <summary>Runs git in one folder, untouched by the machine's configuration, hooks, locale and clock.</summary>
internal sealed class TestGit(string folder)
{
    private static readonly DateTimeOffset FirstCommit = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public string Folder { get; } = folder;

    public TestGit Init(string branch = "main")
    {
        Directory.CreateDirectory(Folder);
        Run("init", "--quiet", "--initial-branch", branch);
        return this;
    }

    /// <summary>Stages everything and commits. <paramref name="at"/> is author's and committer's time.</summary>
    /// <param name="author"><c>Name &lt;mail&gt;</c>.</param>
    /// <returns>The sha.</returns>
    public string Commit(string message, DateTimeOffset? at = null, string author = "Ada Example <ada@example.com>")
    {
        Run("add", "--all");
        Run(["commit", "--quiet", "--allow-empty", "--no-verify", "--cleanup=verbatim", "--message", message], at ?? FirstCommit, author);
        return Run("rev-parse", "HEAD");
    }

    /// <summary>Standard output without the last line end.</summary>
    /// <exception cref="InvalidOperationException">Git failed; the message holds what it said.</exception>
    public string Run(params string[] arguments) => Run(arguments, FirstCommit, "Ada Example <ada@example.com>");

    public string Run(IEnumerable<string> arguments, DateTimeOffset at, string author)
    {
        using var process = Start(Folder, arguments, at, author);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"git {string.Join(' ', arguments)}: exit code {process.ExitCode}: {errors.Result}");
        return output.TrimEnd('\n');
    }

    /// <summary>Standard output as bytes and the exit code, for commands whose exit code means something.</summary>
    public (int ExitCode, byte[] Output) RunRaw(params string[] arguments)
    {
        using var process = Start(Folder, arguments, FirstCommit, "Ada Example <ada@example.com>");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        _ = errors.Result;
        return (process.ExitCode, output.ToArray());
    }

    private static Process Start(string folder, IEnumerable<string> arguments, DateTimeOffset at, string author)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(n => n.StartsWith("GIT_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        var (who, mail) = Identity(author);
        var date = at.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        foreach (var (key, value) in new (string, string)[]
        {
            ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"), ("LC_ALL", "C"), ("TZ", "UTC"),
            ("GIT_AUTHOR_NAME", who), ("GIT_AUTHOR_EMAIL", mail), ("GIT_AUTHOR_DATE", date),
            ("GIT_COMMITTER_NAME", who), ("GIT_COMMITTER_EMAIL", mail), ("GIT_COMMITTER_DATE", date),
        })
        {
            start.Environment[key] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("git did not start");
    }

    private static (string Name, string Mail) Identity(string author)
    {
        var open = author.IndexOf('<', StringComparison.Ordinal);
        return (author[..open].TrimEnd(), author[(open + 1)..].TrimEnd('>'));
    }
}
