using System.Diagnostics;
using System.Globalization;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Tests.Git;

/// <summary>A small repository in a folder of its own, made with git itself under fixed names and dates; gone with the test.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    private static int count;
    private long now = 1_750_000_000;

    public TemporaryRepository()
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"shiprank-git-{Environment.ProcessId}-{Interlocked.Increment(ref count)}"));
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
        Directory.CreateDirectory(Path);
        Run("init", "-q", "-b", "main");
    }

    public string Path { get; }

    public static TextHasher Hasher { get; } = new(1, 2);

    public string Run(params string[] arguments) => Run([], arguments);

    public string Run(byte[] input, params string[] arguments) => RunIn(Path, now, input, arguments);

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] content)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
    }

    /// <summary>Commits everything in the work tree, one minute after the last commit; the sha.</summary>
    public string Commit(string message = "Change", params string[] options)
    {
        now += 60;
        Run("add", "-A");
        Run(["commit", "-q", "--allow-empty", "-m", message, .. options]);
        return Head();
    }

    public string Merge(string branch, params string[] options)
    {
        now += 60;
        Run(["merge", "-q", "--no-ff", "--no-edit", .. options, branch]);
        return Head();
    }

    public string Head() => Run("rev-parse", "HEAD").Trim();

    public GitRepository Open(string? branch = null) => GitRepository.Open(Path, "shop", branch).Value;

    /// <summary>Patches of the first-parent line, oldest first.</summary>
    public List<CommitPatch> Patches()
    {
        var shas = Run("log", "--first-parent", "--reverse", "--format=%H %P").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')).ToList();
        return Read(Open(), shas.Select(s => new PatchRequest(s[0], s.Length > 1 && s[1].Length > 0 ? s[1] : null)));
    }

    public static List<CommitPatch> Read(GitRepository repository, IEnumerable<PatchRequest> requests)
    {
        using var stream = repository.ReadPatches(requests, Hasher, TestContext.Current.CancellationToken);
        var patches = new List<CommitPatch>();
        while (stream.TryRead(out var patch)) patches.Add(patch);
        Assert.Null(stream.Problem);
        return patches;
    }

    public static LineText Line(string text) => Hasher.Line(Encoding.UTF8.GetBytes(text));

    public static string RunIn(string folder, long now, byte[] input, params string[] arguments)
    {
        var info = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.Ordinal)).ToList()) info.Environment.Remove(name);
        info.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        info.Environment["GIT_AUTHOR_NAME"] = info.Environment["GIT_COMMITTER_NAME"] = "Ada Example";
        info.Environment["GIT_AUTHOR_EMAIL"] = info.Environment["GIT_COMMITTER_EMAIL"] = "ada@example.com";
        info.Environment["GIT_AUTHOR_DATE"] = info.Environment["GIT_COMMITTER_DATE"] = now.ToString(CultureInfo.InvariantCulture) + " +0200";
        foreach (var argument in (string[])["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false", "-c", "gc.auto=0", .. arguments]) info.ArgumentList.Add(argument);
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"git {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }
}
