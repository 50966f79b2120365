using Shiprank.Core.Caps;
using Shiprank.Server.Commands;
using Shiprank.Store;

namespace Shiprank.Cli.Serving;

/// <summary>A store that this process has open already: commands that a server runs for others work with it, and leave it open.</summary>
/// <param name="Enter">Waits until the command of this name may write; null for one that only reads.</param>
/// <param name="Written">Told after a command that may have written.</param>
/// <param name="Used">What a counter of caps holds now, with what is reserved; null: nothing is counted.</param>
/// <param name="Link">Makes a one-time link of the server; null when it has no address of this machine.</param>
public sealed record ServedStore(DuckStore Store, string ConfigPath, string DataFolder, string Secret, Func<string, CancellationToken, IDisposable?> Enter, Action Written, Func<CapCounter, CapAmount>? Used, Func<string?> Link)
{
    /// <summary>The same folder, by whatever path: it has this server's file.</summary>
    public bool IsAt(string dataFolder) => Path.GetFullPath(dataFolder) == Path.GetFullPath(DataFolder) || ServerFile.Read(dataFolder)?.Secret == Secret;

    /// <summary>The same file, or another one that says the same.</summary>
    public bool IsBy(string configPath)
    {
        if (Path.GetFullPath(configPath) == Path.GetFullPath(ConfigPath)) return true;
        try
        {
            return File.ReadAllBytes(configPath).AsSpan().SequenceEqual(File.ReadAllBytes(ConfigPath)) && Path.GetDirectoryName(Path.GetFullPath(configPath)) == Path.GetDirectoryName(Path.GetFullPath(ConfigPath));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Loading it says what is wrong.
            return true;
        }
    }
}
