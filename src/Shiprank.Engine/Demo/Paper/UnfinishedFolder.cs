using Shiprank.Core;

namespace Shiprank.Engine.Demo.Paper;

/// <summary>
/// Where a demo grows until it is whole: an interrupted run leaves nothing that looks like a demo, and the next run clears it away.
/// </summary>
internal sealed class UnfinishedFolder : IDisposable
{
    /// <summary>In the order in which they come into place: the organisation file last, for it says that the demo is there.</summary>
    private static readonly string[] Parts = ["repos", "homes", "bills", "runs", "events.jsonl", "README.md", "shiprank.yaml"];
    private readonly string root;

    private UnfinishedFolder(string root) => (this.root, Path) = (root, Place(root));

    public string Path { get; }

    /// <returns>A problem when the folder holds something of these names that no interrupted run left.</returns>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public static Result<UnfinishedFolder> Open(string root)
    {
        var interrupted = Directory.Exists(Place(root)) && !File.Exists(System.IO.Path.Combine(root, Parts[^1]));
        foreach (var part in Parts.Select(p => System.IO.Path.Combine(root, p)).Where(System.IO.Path.Exists))
        {
            if (!interrupted) return new Problem(part, 0, "is there already", "choose an empty folder");
            if (Directory.Exists(part)) Remove(part);
            else File.Delete(part);
        }

        Remove(Place(root));
        Directory.CreateDirectory(Place(root));
        return new UnfinishedFolder(root);
    }

    /// <summary>Moves the parts to where they belong.</summary>
    public void Finish()
    {
        foreach (var part in Parts.Where(p => System.IO.Path.Exists(System.IO.Path.Combine(Path, p)))) Directory.Move(System.IO.Path.Combine(Path, part), System.IO.Path.Combine(root, part));
    }

    public void Dispose() => Remove(Path);

    private static string Place(string root) => System.IO.Path.Combine(root, ".unfinished-demo");

    private static void Remove(string folder)
    {
        if (!Directory.Exists(folder)) return;

        // Git keeps its packs read-only, which stops a deletion on Windows.
        if (OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }
}
