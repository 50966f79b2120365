namespace Shiprank.Tests;

/// <summary>A folder of its own for one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("shiprank-").FullName;

    public string Path { get; }

    /// <summary>Absolute path of <paramref name="relative"/> inside; the folders above it exist afterwards.</summary>
    public string At(string relative)
    {
        var full = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        return full;
    }

    public string Write(string relative, string text)
    {
        var full = At(relative);
        File.WriteAllText(full, text);
        return full;
    }

    public void Dispose()
    {
        // Git keeps its objects read-only, which stops a deletion on Windows.
        if (OperatingSystem.IsWindows())
        {
            foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(Path, recursive: true);
    }
}
