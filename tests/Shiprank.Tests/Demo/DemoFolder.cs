using System.Security.Cryptography;
using Shiprank.Engine.Demo;

namespace Shiprank.Tests.Demo;

/// <summary>A demo organisation in a temporary folder.</summary>
public sealed class DemoFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public DemoFolder(DemoOptions options) => Facts = DemoOrganisation.Write(Path, options).Value;

    public string Path => folder.Path;

    public DemoFacts Facts { get; }

    public string Repository(string name) => System.IO.Path.Combine(Path, "repos", name);

    /// <summary>Path → content hash of all files outside the repositories, and every ref of these.</summary>
    public IReadOnlyList<string> Fingerprint()
    {
        var repositories = System.IO.Path.Combine(Path, "repos");
        var files = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(repositories, StringComparison.Ordinal))
            .Select(f => $"{System.IO.Path.GetRelativePath(Path, f)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))}");
        var refs = Facts.Repositories.SelectMany(r => Git(r.Name, "for-each-ref", "--format=%(objectname) %(refname)").Split('\n').Select(line => $"{r.Name} {line}"));
        return [.. files.Order(StringComparer.Ordinal), .. refs];
    }

    /// <summary>Standard output without the last line end.</summary>
    public string Git(string repository, params string[] arguments) => new TestGit(Repository(repository)).Run(arguments);

    public void Dispose() => folder.Dispose();
}
