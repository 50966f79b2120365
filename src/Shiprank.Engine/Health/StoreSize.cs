using Shiprank.Store;

namespace Shiprank.Engine.Health;

/// <summary>How much room the data take.</summary>
public static class StoreSize
{
    /// <returns>Bytes of the data file and of what is not merged into it yet; null when there is no data file.</returns>
    public static long? Of(string dataFolder)
    {
        var file = new FileInfo(Path.Combine(dataFolder, DuckStore.FileName));
        var log = new FileInfo(file.FullName + ".wal");
        return file.Exists ? file.Length + (log.Exists ? log.Length : 0) : null;
    }
}
