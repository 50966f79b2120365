namespace Shiprank.Tests;

/// <summary>The repository that the tests were built from: sources and papers, without what builds leave behind.</summary>
internal static class SourceTree
{
    private static readonly HashSet<string> Leftovers = new([".git", "bin", "obj", "out", "node_modules", "TestResults", "demo", ".vs", ".idea", "BenchmarkDotNet.Artifacts"], StringComparer.Ordinal);

    public static string Root { get; } = FindRoot();

    /// <summary>Every file of the tree, relative to the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(Root).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static IEnumerable<string> SourcesIn(string folder) => Files.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Shiprank.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no Shiprank.slnx above {AppContext.BaseDirectory}");
    }

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != ".git")
            .Concat(Directory.EnumerateDirectories(folder).Where(d => !Leftovers.Contains(Path.GetFileName(d))).SelectMany(Walk));
}
