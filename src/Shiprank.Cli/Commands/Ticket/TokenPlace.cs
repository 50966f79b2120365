using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary>Where this machine keeps work tokens: files of Shiprank's data folder that the user alone can read, one a repository and one for everywhere else.</summary>
internal sealed class TokenPlace(string dataFolder)
{
    /// <summary>Below the data folder.</summary>
    public const string FolderName = "work";

    private string Folder => Path.Combine(dataFolder, FolderName);

    /// <param name="repository">Root of a work tree; null: everywhere.</param>
    public string File(string? repository) => Path.Combine(Folder, repository is null ? "everywhere.json" : $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository)))[..16]}.json");

    /// <summary>That of the repository, else that for everywhere.</summary>
    public (HeldToken Held, string File)? Find(string? repository)
    {
        foreach (var file in repository is null ? new[] { File(null) } : [File(repository), File(null)])
        {
            if (Read(file) is { } held) return (held, file);
        }

        return null;
    }

    /// <returns>What went wrong; null when it is written.</returns>
    public static Problem? Write(string file, HeldToken held) => PrivateFile.Write(file, held.Write());

    /// <returns>False when there was none.</returns>
    public static bool Remove(string file)
    {
        if (!System.IO.File.Exists(file)) return false;
        System.IO.File.Delete(file);
        return true;
    }

    private static HeldToken? Read(string file)
    {
        try
        {
            return System.IO.File.Exists(file) ? HeldToken.Read(System.IO.File.ReadAllBytes(file)) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Another user's: there is none for this one.
            return null;
        }
    }
}
