using System.Diagnostics;
using System.Security.Cryptography;
using Shiprank.Engine.Demo;

namespace Shiprank.Tests.Demo;

/// <summary>A demo organisation in a temporary folder.</summary>
public sealed class DemoFolder : IDisposable
{
    private static readonly string[] Refs = ["for-each-ref", "--format=%(objectname) %(refname)"];

    public DemoFolder(DemoOptions options)
    {
        Path = Directory.CreateTempSubdirectory("shiprank-demo-").FullName;
        Facts = DemoOrganisation.Write(Path, options).Value;
    }

    public string Path { get; }

    public DemoFacts Facts { get; }

    public string Repository(string name) => System.IO.Path.Combine(Path, "repos", name);

    /// <summary>Path → content hash of all files outside the repositories, and every ref of these.</summary>
    public IReadOnlyList<string> Fingerprint()
    {
        var repositories = System.IO.Path.Combine(Path, "repos");
        var files = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(repositories, StringComparison.Ordinal))
            .Select(f => $"{System.IO.Path.GetRelativePath(Path, f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}");
        var refs = Facts.Repositories.SelectMany(r => Git(r.Name, Refs).Split('\n').Select(line => $"{r.Name} {line}"));
        return [.. files.Order(StringComparer.Ordinal), .. refs];
    }

    public string Git(string repository, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["--git-dir", Repository(repository), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var complaints = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? output : throw new InvalidOperationException(complaints.Result);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
