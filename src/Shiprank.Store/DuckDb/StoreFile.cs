using System.Globalization;
using Shiprank.Core;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Schema;

namespace Shiprank.Store.DuckDb;

/// <summary>The open file, its schema brought up to date and its key read.</summary>
internal sealed class StoreFile : IDisposable
{
    // One process may open a file once: a second instance would not see the first one's lock, which belongs to the process.
    private static readonly HashSet<string> Held = new(StringComparer.Ordinal);
    private static readonly Lock HeldGate = new();

    private readonly string path;
    private readonly DuckDatabase database;

    private StoreFile(string path, DuckDatabase database, InstallationKey key) => (this.path, this.database, Key) = (path, database, key);

    public InstallationKey Key { get; }

    public static Result<StoreFile> Open(string path, TimeProvider clock, Func<InstallationKey> newKey)
    {
        var full = Path.GetFullPath(path);
        lock (HeldGate)
        {
            if (!Held.Add(full)) return new Problem(full, 0, "the data file is open in this program already", "close the first one, or use another data folder");
        }

        var opened = OpenHeld(full, clock, newKey);
        if (!opened.Succeeded) Release(full);
        return opened;
    }

    /// <summary>A connection that reads the shared dialect.</summary>
    public DuckConnection Connect()
    {
        var connection = database.Connect();
        connection.Run(Migrations.DuckDbSession);
        return connection;
    }

    public void Dispose()
    {
        database.Dispose();
        Release(path);
    }

    private static Result<StoreFile> OpenHeld(string path, TimeProvider clock, Func<InstallationKey> newKey)
    {
        DuckDatabase? database = null;
        var kept = false;
        try
        {
            MakeFolder(path);
            database = new(path, ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"), ("allow_community_extensions", "false"), ("threads", Threads), ("memory_limit", Memory), ("checkpoint_threshold", "64MB"));
            using var connection = database.Connect();
            connection.Run(Migrations.DuckDbSession);
            if (SchemaUpgrade.Run(connection, path, clock, newKey) is { } problem) return problem;
            kept = true;
            return new StoreFile(path, database, SchemaUpgrade.Key(connection));
        }
        catch (DuckException refused)
        {
            return OpenProblem.Of(path, refused.Message);
        }
        catch (DllNotFoundException missing)
        {
            return new Problem(AppContext.BaseDirectory, 0, $"the DuckDB library is missing beside the program: {missing.Message}", "install Shiprank again, for this platform");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return OpenProblem.Of(path, refused.Message);
        }
        finally
        {
            if (!kept) database?.Dispose();
        }
    }

    /// <summary>What DuckDB may use before it spills to disk: 2 GB, less on a small machine.</summary>
    private static string Memory => string.Create(CultureInfo.InvariantCulture, $"{Math.Min(2000, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2_000_000)}MB");

    private static string Threads => Math.Clamp(Environment.ProcessorCount, 1, 8).ToString(CultureInfo.InvariantCulture);

    private static void MakeFolder(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void Release(string path)
    {
        lock (HeldGate) Held.Remove(path);
    }
}
