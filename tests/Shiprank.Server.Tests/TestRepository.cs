using System.Diagnostics;

namespace Shiprank.Server.Tests;

/// <summary>A repository of this machine that can be fetched from by file://.</summary>
internal sealed class TestRepository
{
    private int made;

    public TestRepository(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        Git("init", "--quiet", "--initial-branch", "main");
    }

    public string Folder { get; }

    public string Url => "file://" + Folder;

    /// <returns>The sha.</returns>
    public string Commit()
    {
        File.WriteAllText(Path.Combine(Folder, $"part_{++made}.py"), string.Concat(Enumerable.Range(0, 20).Select(i => $"value_{i} = compute_something({made}, {i})\n")));
        Git("add", "--all");
        Git("commit", "--quiet", "--message", $"Part {made}");
        return Git("rev-parse", "HEAD");
    }

    public string Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true };
        foreach (var (key, value) in new[]
        {
            ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_AUTHOR_NAME", "Ada Example"), ("GIT_AUTHOR_EMAIL", "ada@example.com"), ("GIT_AUTHOR_DATE", "2026-06-01T09:00:00Z"),
            ("GIT_COMMITTER_NAME", "Ada Example"), ("GIT_COMMITTER_EMAIL", "ada@example.com"), ("GIT_COMMITTER_DATE", "2026-06-01T09:00:00Z"),
        })
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}");
        return output.Trim();
    }
}
