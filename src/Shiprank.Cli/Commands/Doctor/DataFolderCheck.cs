namespace Shiprank.Cli.Commands.Doctor;

/// <summary>Whether the store's folder can be written; tried with a file that is gone afterwards. A folder that isn't there yet is judged by its nearest parent.</summary>
internal static class DataFolderCheck
{
    public static Check Run(string folder)
    {
        var nearest = new DirectoryInfo(folder);
        while (nearest is { Exists: false }) nearest = nearest.Parent;
        if (nearest is null) return Check.Fail("data", $"{folder}: no such drive", "choose another folder with --data");
        var trial = Path.Combine(nearest.FullName, ".shiprank-write-trial");
        try
        {
            using (new FileStream(trial, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }

            return Check.Ok("data", nearest.FullName == Path.GetFullPath(folder) ? folder : $"{folder} (will be made)");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return Check.Fail("data", $"{nearest.FullName} can't be written", "choose another folder with --data, or change its permissions");
        }
    }
}
