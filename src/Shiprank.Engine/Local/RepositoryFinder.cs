namespace Shiprank.Engine.Local;

/// <summary>Finds the repository that a folder lies in, as git does: the folder itself or the nearest one above it.</summary>
public static class RepositoryFinder
{
    /// <returns>The work tree's root (of a linked one its own), or a bare repository's folder; null outside any repository.</returns>
    public static string? Above(string folder)
    {
        for (var at = new DirectoryInfo(Path.GetFullPath(folder)); at is not null; at = at.Parent)
        {
            var dotGit = Path.Combine(at.FullName, ".git");
            // A linked work tree and a submodule have a file there that names their folder.
            if (Directory.Exists(dotGit) || File.Exists(dotGit) || IsBare(at.FullName)) return at.FullName;
        }

        return null;
    }

    private static bool IsBare(string folder) =>
        File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")) && Directory.Exists(Path.Combine(folder, "refs"));
}
